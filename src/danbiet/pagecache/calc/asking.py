"""Which request asks for a page that may be kept, and under which key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

Environ = dict[str, Any]
Key = tuple[bool, str, str, str]  # secure, host, path, query in one order

LONGEST_PATH = 512
LONGEST_QUERY = 256
MOST_PARAMETERS = 8
# What other sites hang on our addresses to follow people: no page of ours reads it, so no page sees it.
FOLLOWING = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "zarsrc", "_gl", "mc_cid", "mc_eid"}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page that may be in memory; `names` are the parameters of its address."""

    key: Key
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the installation says: names of cookies that mean somebody known, and the header of a proxy's TLS."""

    cookies: tuple[str, ...]
    secure_header: tuple[str, str] | None


def asked(environ: Environ, rules: Rules) -> Asked | None:
    """The key of an anonymous reader's GET or HEAD; None where the page must be made for this request alone.

    None: other methods, a session, a half-signed-in form's token, `Authorization`, a Range, a fragment for a script
    (HTMX), an address longer than we ever write, a parameter given twice. Takes parameters that only follow people out
    of the address, for the page too.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not _is_nobody(environ, rules):
        return None
    path = environ.get("PATH_INFO") or "/"
    query = environ.get("QUERY_STRING") or ""
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    names: frozenset[str] = frozenset()
    if query:
        read = _read_query(query)
        if read is None:
            return None
        query, names = read
        environ["QUERY_STRING"] = query
    return Asked((_is_secure(environ, rules), environ.get("HTTP_HOST") or "", path, query), names)


def _is_nobody(environ: Environ, rules: Rules) -> bool:
    if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ or "HTTP_HX_REQUEST" in environ:
        return False
    cookies = environ.get("HTTP_COOKIE")
    return not cookies or not any(name in cookies for name in rules.cookies)


def _is_secure(environ: Environ, rules: Rules) -> bool:
    if rules.secure_header is None:
        return environ.get("wsgi.url_scheme") == "https"
    name, value = rules.secure_header
    return str(environ.get(name, "")).split(",")[0].strip() == value


def _read_query(query: str) -> tuple[str, frozenset[str]] | None:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="strict")
    except ValueError:  # too many, or bytes that are no text
        return None
    pairs = sorted(pair for pair in pairs if pair[0] not in FOLLOWING and not pair[0].startswith("utm_"))
    names = frozenset(name for name, _ in pairs)
    return None if len(names) != len(pairs) else (urlencode(pairs), names)
