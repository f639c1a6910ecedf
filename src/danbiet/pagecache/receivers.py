"""A thread that hears of publications by any process and forgets what this one keeps."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection
from django.db.utils import Error

from .actions import CHANNEL
from .storages import PAGES

log = logging.getLogger("danbiet.pagecache")
SIGN = 1.0  # seconds between two looks whether the connection lives
TRUST = 3.5  # seconds a look is good for; with the second above, a lost connection is known within 5
PAUSE = 1.0


def start_listening() -> None:
    """Begin listening in a thread of its own that ends with the process."""
    threading.Thread(target=_listen_for_ever, name="pagecache", daemon=True).start()


def _listen_for_ever() -> None:
    is_known = False
    while True:
        try:
            listen()
        except Error as error:
            if not is_known:
                log.warning("kept pages live at most 5 seconds until the database answers: %s", error)
            is_known = True
        else:
            is_known = False
        time.sleep(PAUSE)


def listen() -> None:
    """Listen on a connection of its own until it breaks (django.db.utils.Error).

    Forgets everything once listening has begun: what was said before that was not heard.
    """
    own = connection.copy()
    try:
        own.connect()
        raw = own.connection
        with own.wrap_database_errors:
            raw.execute(f"LISTEN {CHANNEL}")
            PAGES.forget()
            while True:
                raw.execute("SELECT 1")
                PAGES.trusted_until = time.monotonic() + TRUST
                for _ in raw.notifies(timeout=SIGN):
                    PAGES.forget()
    finally:
        own.close()
