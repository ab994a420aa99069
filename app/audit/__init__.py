from .editions import record_edit
from .service import SYSTEM, Actor, changes, history_of, record

__all__ = ["SYSTEM", "Actor", "changes", "history_of", "record", "record_edit"]
