from .models import StoredFile
from .service import DOCUMENTS, IMAGES, WrongFile, keep, keep_upload, read, respond

__all__ = ["DOCUMENTS", "IMAGES", "StoredFile", "WrongFile", "keep", "keep_upload", "read", "respond"]
