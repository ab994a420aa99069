from .models import Job, JobState
from .queue import enqueue, run_pending, task

__all__ = ["Job", "JobState", "enqueue", "run_pending", "task"]
