"""A worker ends with the process that started it, also where that was killed.

Else it would go on to serve its port, with settings and data of before, and no next start could
have the port.
"""

import logging
import os
import signal
import threading
import time
from typing import Final

log = logging.getLogger(__name__)
SERVER: Final = "ATLAS_SERVER"
"""Tells workers the process that starts them."""
SECONDS_BETWEEN_LOOKS: Final = 1.0
ENDING: Final = 10.0
"""Seconds for answers under way."""


def end_with_server() -> None:
    """Watch from now on; nothing where no server says that it starts workers."""
    server = int(os.environ.get(SERVER, "0"))

    def watch() -> None:
        while os.getppid() == server:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        log.error("the process that started this worker is gone: it ends too")
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(ENDING)
        os._exit(1)

    if server:  # it may be gone already: a worker takes seconds to start
        threading.Thread(target=watch, name="orphans", daemon=True).start()
