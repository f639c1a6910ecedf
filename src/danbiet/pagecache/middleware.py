"""In front of Django: a page that is in memory is answered without it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from .calc.asking import Asked, Environ, Rules, asked
from .calc.page import Form, Header, Page, is_known, make_page, takes_gzip
from .calc.pages import Pages
from .registry import MARK

ExcInfo = tuple[type[BaseException], BaseException, TracebackType]
StartResponse = Callable[..., Callable[[bytes], object]]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

STALE_FOR = 10.0  # seconds past its time a page is still shown while one thread makes it anew
RARE = 10.0  # longest for 301 and 404: readers may invent such addresses
LONGEST_WAIT = 10.0
MOST_HOSTS = 64
NOTHING: list[bytes] = []


class PageCache:
    """WSGI middleware. `start` is called once, with the first request."""

    def __init__(self, app: App, pages: Pages, *, start: Callable[[], None] | None = None) -> None:
        self._app = app
        self._pages = pages
        self._start = start
        self._start_lock = threading.Lock()
        self._hosts: dict[str, bool] = {}
        self._accepts: dict[str, bool] = {"": False}
        self._rules = Rules(
            cookies=(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
            secure_header=settings.SECURE_PROXY_SSL_HEADER,
        )

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if self._start is not None:
            self._begin()
        wanted = asked(environ, self._rules)
        if wanted is None or not self._is_ours(wanted.key[1]):
            return self._app(environ, _without_mark(start_response))
        page, is_fresh = self._pages.find(wanted.key, now=time.monotonic())
        if page is not None and is_fresh:
            return self._answer(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":  # what a HEAD brings has no body to keep
            return self._app(environ, _without_mark(start_response))
        return self._make(wanted, page, environ, start_response)

    def _begin(self) -> None:
        """With the first request: a server that forks afterwards would lose the thread."""
        with self._start_lock:
            start, self._start = self._start, None
        if start is not None:
            start()

    def _is_ours(self, host: str) -> bool:
        """Only names the site has: a page holds addresses, and nobody may have them written with a name of his own."""
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host)
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if len(self._hosts) >= MOST_HOSTS:  # with a wildcard anybody may invent names
                return False
            self._hosts[host] = known
        return known

    def _answer(self, page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        form = page.packed if self._takes_gzip(environ.get("HTTP_ACCEPT_ENCODING") or "") else page.plain
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and page.status[:3] == "200" and is_known(form.etag, known):
            start_response("304 Not Modified", form.headers_unchanged)
            return NOTHING
        start_response(page.status, form.headers)
        return NOTHING if environ["REQUEST_METHOD"] == "HEAD" else _body(form)

    def _takes_gzip(self, accepted: str) -> bool:
        takes = self._accepts.get(accepted)
        if takes is None:
            takes = takes_gzip(accepted)
            if len(self._accepts) < MOST_HOSTS:
                self._accepts[accepted] = takes
        return takes

    def _make(
        self, wanted: Asked, stale: Page | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """One thread makes the page; the others show the stale one, or wait for it."""
        while not self._pages.is_passed(wanted.key, now=time.monotonic()):
            with self._pages.making(wanted.key) as running:
                if running is None:
                    return self._fill(wanted, environ, start_response)
            if stale is not None:
                return self._answer(stale, environ, start_response)
            if not running.wait(LONGEST_WAIT):
                break
            page, _ = self._pages.find(wanted.key, now=time.monotonic())
            if page is not None:
                return self._answer(page, environ, start_response)
        return self._app(environ, _without_mark(start_response))

    def _fill(self, wanted: Asked, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        begun, generation = time.monotonic(), self._pages.generation
        said = _Said()
        clean = {name: value for name, value in environ.items() if name not in CONDITIONS}
        result = self._app(clean, said)
        seconds = self._seconds(said, wanted, environ)
        if seconds is None or getattr(result, "streaming", False):
            self._pages.pass_on(wanted.key, now=begun)
            start_response(said.status, said.headers_to_send())
            return result
        body = _whole(result)
        page = make_page(
            said.status,
            said.headers_to_send(),
            body,
            begun=begun,
            fresh_until=begun + seconds,
            stale_until=begun + seconds + min(seconds, STALE_FOR),
        )
        if (
            not self._pages.put(wanted.key, page, generation=generation)
            and generation == self._pages.generation
        ):
            self._pages.pass_on(wanted.key, now=begun)  # too large
        return self._answer(page, environ, start_response)

    def _seconds(self, said: _Said, wanted: Asked, environ: Environ) -> float | None:
        """How long the view wants it kept; None when it must not be."""
        mark = said.get(MARK)
        status = said.status[:3]
        if mark is None or status not in {"200", "301", "404"}:
            return None
        seconds, *names = mark.split()
        if not wanted.names <= set(names):
            return None
        if said.get("Set-Cookie") is not None or said.get("Content-Encoding") is not None:
            return None
        vary = {part.strip().lower() for part in (said.get("Vary") or "").split(",") if part.strip()}
        if environ.get("HTTP_COOKIE"):
            vary.discard("accept-encoding")
        else:
            vary -= {"accept-encoding", "cookie"}
        if vary:
            return None
        return float(seconds) if status == "200" else min(float(seconds), RARE)


CONDITIONS = frozenset(
    {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
)


class _Said:
    """What an application said before its body."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[Header] = []

    def __call__(
        self, status: str, headers: list[Header], exc_info: ExcInfo | None = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, list(headers)
        return _refuse_write

    def get(self, name: str) -> str | None:
        wanted = name.lower()
        found = [value for key, value in self.headers if key.lower() == wanted]
        return ", ".join(found) if found else None

    def headers_to_send(self) -> list[Header]:
        return _strip(self.headers)


def _refuse_write(_data: bytes) -> object:
    raise NotImplementedError("Django gives its body as a result")


def _strip(headers: list[Header]) -> list[Header]:
    return [pair for pair in headers if pair[0] != MARK]


def _without_mark(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: list[Header], *more: Any) -> Callable[[bytes], object]:
        return start_response(status, _strip(headers), *more)

    return start


def _whole(result: Iterable[bytes]) -> bytes:
    try:
        return b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()


def _body(form: Form) -> list[bytes]:
    return [form.body]
