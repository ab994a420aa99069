from .models import StoredFile
from .service import DOCUMENTS, IMAGES, Held, WrongFile, hold_upload, keep, keep_held, keep_upload, read, respond

__all__ = ["DOCUMENTS", "IMAGES", "Held", "StoredFile", "WrongFile", "hold_upload", "keep", "keep_held", "keep_upload", "read", "respond"]
