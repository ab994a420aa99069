"""What gunicorn and the flask command import."""

import gc

gc.disable()  # looking for garbage among what is being loaded takes a tenth of the start

from app import create_app  # noqa: E402

app = create_app()
gc.freeze()  # what is loaded stays: web processes share it, and no later round looks at it again
gc.enable()
