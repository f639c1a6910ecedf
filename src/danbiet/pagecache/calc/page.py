"""One kept page: its bytes, plain and packed, with every header ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

Header = tuple[str, str]

SMALLEST_PACKED = 600  # below, packing saves nothing
TEXTS = ("text/", "application/xml", "application/rss+xml", "application/atom+xml", "application/ld+json",
         "application/json", "image/svg+xml")  # fmt: skip
# The answer "unchanged" names only what may have moved (RFC 9110, 15.4.5).
OF_UNCHANGED = frozenset({"cache-control", "vary", "date", "expires", "content-location"})


@dataclass(frozen=True, slots=True)
class Form:
    """The page as sent to a reader who does, or does not, take packed bytes."""

    etag: str
    headers: list[Header]
    headers_unchanged: list[Header]
    body: bytes


@dataclass(slots=True)
class Page:
    """Times are seconds of one monotonic clock; `begun` is when its making began, thus how old what it shows may be."""

    status: str
    plain: Form
    packed: Form
    begun: float
    fresh_until: float
    stale_until: float
    size: int
    used: float = 0.0


def make_page(
    status: str, headers: list[Header], body: bytes, *, begun: float, fresh_until: float, stale_until: float
) -> Page:
    """A page of an answer; `headers` without the mark. Length, ETag and `Vary: Accept-Encoding` are added."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    base = [pair for pair in headers if pair[0].lower() not in {"content-length", "etag", "vary"}]
    vary = {
        part.strip() for name, value in headers if name.lower() == "vary" for part in value.split(",") if part
    }
    base.append(("Vary", ", ".join(sorted({*vary, "Accept-Encoding"}))))
    digest = hashlib.sha256(body).hexdigest()[:24]
    plain = _form(base, body, f'"{digest}"')
    packed = plain
    if len(body) >= SMALLEST_PACKED and kind.startswith(TEXTS):
        short = gzip.compress(body, 6, mtime=0)
        if len(short) < len(body):
            packed = _form([*base, ("Content-Encoding", "gzip")], short, f'"{digest}-g"')
    size = len(body) + (len(packed.body) if packed is not plain else 0) + 2048
    return Page(
        status=status,
        plain=plain,
        packed=packed,
        begun=begun,
        fresh_until=fresh_until,
        stale_until=stale_until,
        size=size,
    )


def _form(headers: list[Header], body: bytes, etag: str) -> Form:
    return Form(
        etag=etag,
        headers=[*headers, ("ETag", etag), ("Content-Length", str(len(body)))],
        headers_unchanged=[
            *(pair for pair in headers if pair[0].lower() in OF_UNCHANGED),
            ("ETag", etag),
        ],
        body=body,
    )


def takes_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` allows gzip (RFC 9110, 12.5.3): named or `*`, and not with weight 0."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.strip().partition(";")
        weights[name.strip()] = rest.replace(" ", "")
    weight = weights.get("gzip", weights.get("x-gzip", weights.get("*")))
    return weight is not None and not (weight.startswith("q=") and weight[2:].strip("0.") == "")


def is_known(etag: str, asked: str) -> bool:
    """Whether `If-None-Match` names this ETag, weak or strong (RFC 9110, 13.1.2)."""
    if asked.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in asked.split(","))
