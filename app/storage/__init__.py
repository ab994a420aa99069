from .models import StoredFile
from .service import DOCUMENTS, IMAGES, Held, WrongFile, hold_upload, is_kept, keep, keep_held, keep_upload, read, require_place, respond
from .sweeping import refers

__all__ = [
    "DOCUMENTS",
    "IMAGES",
    "Held",
    "StoredFile",
    "WrongFile",
    "hold_upload",
    "is_kept",
    "keep",
    "keep_held",
    "keep_upload",
    "read",
    "refers",
    "require_place",
    "respond",
]
