from .enclosures import Enclosure, enclosure
from .models import Attachment, Message, MessageState
from .service import enqueue, resend

__all__ = ["Attachment", "Enclosure", "Message", "MessageState", "enclosure", "enqueue", "resend"]
