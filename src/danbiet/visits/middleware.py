"""The door for counting, before Django: a page says that it was read, and nothing is answered."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from danbiet.kit import clock
from danbiet.kit.networks import address_of

from .calc.journal import Hit
from .calc.mark import read_mark
from .calc.visitor import is_bot, visitor_of
from .receivers import Ledger, real_day, start_tending
from .storages import mark_key

log = logging.getLogger("danbiet.visits")
PATH = "/dem"
LARGEST = 2048
NO_STORE = [("Cache-Control", "no-store")]
NOTHING: list[bytes] = []

Environ = dict[str, Any]
StartResponse = Callable[..., object]
App = Callable[[Environ, Any], Iterable[bytes]]


class Counting:
    """WSGI middleware. `POST /dem` with a page's mark: 204 whether it was counted or not; 400 without a mark of ours."""

    def __init__(self, app: App, ledger: Ledger, *, clock: Callable[[], float] = time.time) -> None:
        self._app = app
        self._ledger = ledger
        self._clock = clock
        self._key = mark_key()
        self._proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
        self._is_tended = False
        self._tend_lock = threading.Lock()
        self._complained = 0.0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._is_tended:
            self._begin()
        if environ.get("PATH_INFO") != PATH or environ["REQUEST_METHOD"] != "POST":
            return self._app(environ, start_response)
        status = self._count(environ)
        start_response(status, NO_STORE if status[0] == "2" else [*NO_STORE, ("Content-Length", "0")])
        return NOTHING

    def _begin(self) -> None:
        """With the first request: a server that forks afterwards would lose the thread."""
        with self._tend_lock:
            if not self._is_tended:
                self._is_tended = True
                start_tending(self._ledger, second=self._clock)

    def _count(self, environ: Environ) -> str:
        mark = _body(environ)
        if mark is None:
            return "413 Content Too Large"
        viewed = read_mark(mark, key=self._key)
        if viewed is None:
            return "400 Bad Request"
        agent = environ.get("HTTP_USER_AGENT") or ""
        if is_bot(agent, environ.get("HTTP_ACCEPT_LANGUAGE") or "") or _is_foreign(environ):
            return "204 No Content"
        second = self._clock()
        day = real_day(second)
        address = address_of(
            environ.get("REMOTE_ADDR") or "", environ.get("HTTP_X_FORWARDED_FOR") or "", proxies=self._proxies
        )
        visitor = visitor_of(address, agent, salt=self._ledger.salts.of(day))
        return self._write(
            Hit(int(second), clock.today() if settings.DANBIET_TODAY else day, visitor, viewed), day
        )

    def _write(self, hit: Hit, day: Any) -> str:
        try:
            self._ledger.count(hit, day=day)
        except OSError as error:
            if time.monotonic() > self._complained:
                self._complained = time.monotonic() + 60
                log.error("a view could not be written down: %s", error)
            return "503 Service Unavailable"
        return "204 No Content"


def _body(environ: Environ) -> str | None:
    """The text sent; None when it is longer than any mark."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return ""
    if length > LARGEST:
        return None
    return environ["wsgi.input"].read(length).decode("utf-8", "replace") if length > 0 else ""


def _is_foreign(environ: Environ) -> bool:
    """Sent from a page of another site, or for a page that is only being fetched in advance."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or ""
    return site not in {None, "same-origin"} or "prefetch" in purpose or "prerender" in purpose
