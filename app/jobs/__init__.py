from .models import Job, JobState
from .queue import enqueue, require_queue, run_pending, task

__all__ = ["Job", "JobState", "enqueue", "require_queue", "run_pending", "task"]
