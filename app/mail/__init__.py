from .enclosures import Enclosure, enclosure
from .models import Attachment, Message, MessageState
from .service import as_page, enqueue, resend

__all__ = ["Attachment", "Enclosure", "Message", "MessageState", "as_page", "enclosure", "enqueue", "resend"]
