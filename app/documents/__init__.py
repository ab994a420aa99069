"""Paper: HTML and data in, PDF out. Knows nothing of events; reads nothing but the project's own faces and what it is handed."""

from .assets import MissingLibrary
from .drawing import NotDrawn
from .pdf import PDF, Chunk, Paper, render_many, render_pdf
from .qr import qr_png, qr_svg_path
from .stamping import Code, Form

__all__ = ["PDF", "Chunk", "Code", "Form", "MissingLibrary", "NotDrawn", "Paper", "qr_png", "qr_svg_path", "render_many", "render_pdf"]
