from .models import Attachment, Message, MessageState
from .service import enqueue

__all__ = ["Attachment", "Message", "MessageState", "enqueue"]
