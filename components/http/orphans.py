"""A worker ends with the process that started it, also where that was killed.

Else it would go on to serve its port, with settings and data of before, and no next start could
have the port.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from typing import Final

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS: Final = 1.0
ENDING: Final = 10.0
"""Seconds for answers under way."""


def end_with_parent() -> None:
    """Watch from now on."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        log.error("the process that started this worker is gone: it ends too")
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(ENDING)
        os._exit(1)

    threading.Thread(target=watch, name="orphans", daemon=True).start()
