"""What gunicorn and the flask command import."""

import gc

gc.disable()  # looking for garbage among what is being loaded takes a tenth of the start

from app import create_app  # noqa: E402
from app.core.memory import use_one_heap  # noqa: E402
from app.core.zones import OutdatedZones  # noqa: E402
from config import ConfigError  # noqa: E402

use_one_heap()
try:
    app = create_app()
except (ConfigError, OutdatedZones) as error:
    raise SystemExit(f"Nadwa does not start: {error}") from None
gc.freeze()  # what is loaded stays: web processes share it, and no later round looks at it again
gc.enable()
