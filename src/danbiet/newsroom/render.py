"""What machines read of a page: linked data as schema.org names it. Plain data in, plain data out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Data = dict[str, Any]
ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@dataclass(frozen=True, slots=True)
class Described:
    """A page for readers, as far as machines care. Addresses are complete."""

    url: str
    title: str
    text: str
    language: str
    picture: str
    on: date | None
    changed: datetime | None
    publisher: str
    author: str


def article(of: Described, *, kind: str = "NewsArticle") -> Data:
    """schema.org/NewsArticle (or another kind of written work)."""
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": kind,
            "headline": of.title[:110],
            "description": of.text,
            "inLanguage": of.language,
            "datePublished": of.on.isoformat() if of.on else "",
            "dateModified": of.changed.isoformat() if of.changed else "",
            "image": [of.picture] if of.picture else [],
            "author": {"@type": "Organization", "name": of.author} if of.author else {},
            "publisher": organisation(of.publisher, url=""),
            "mainEntityOfPage": of.url,
            "url": of.url,
            "isAccessibleForFree": True,
        }
    )


def video(of: Described, *, seconds: int, file: str, transcript: str = "") -> Data:
    """schema.org/VideoObject; the duration as ISO 8601 writes it."""
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "VideoObject",
            "name": of.title,
            "description": of.text or of.title,
            "inLanguage": of.language,
            "thumbnailUrl": [of.picture] if of.picture else [],
            "uploadDate": of.on.isoformat() if of.on else "",
            "duration": iso_duration(seconds) if seconds else "",
            "contentUrl": file,
            "transcript": transcript,
            "publisher": organisation(of.publisher, url=""),
            "url": of.url,
        }
    )


def document(of: Described, *, number: str, kind: str, in_force: bool) -> Data:
    """schema.org/Legislation: number, kind, date and whether it binds."""
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "name": of.title,
            "description": of.text,
            "inLanguage": of.language,
            "legislationIdentifier": number,
            "legislationType": kind,
            "legislationDate": of.on.isoformat() if of.on else "",
            "legislationLegalForce": "https://schema.org/InForce"
            if in_force
            else "https://schema.org/NotInForce",
            "legislationPassedBy": organisation(of.author, url=""),
            "url": of.url,
        }
    )


def organisation(name: str, *, url: str, telephone: str = "", email: str = "", address: str = "") -> Data:
    """schema.org/GovernmentOrganization; nothing without a name."""
    if not name:
        return {}
    return _without_nothing(
        {
            "@type": "GovernmentOrganization",
            "name": name,
            "url": url,
            "telephone": telephone,
            "email": email,
            "address": address,
        }
    )


def site(name: str, *, url: str, search: str, publisher: str) -> Data:
    """schema.org/WebSite with whose it is and where it is searched (`search` ends with the parameter's name and "=")."""
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": name,
            "url": url,
            "publisher": organisation(publisher, url=url),
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{search}{{search_term_string}}",
                "query-input": "required name=search_term_string",
            },
        }
    )


def way_here(steps: list[tuple[str, str]]) -> Data:
    """schema.org/BreadcrumbList of (name, complete address); the last one is the page itself."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            _without_nothing({"@type": "ListItem", "position": place, "name": name, "item": url})
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }


def iso_duration(seconds: int) -> str:
    """90 → PT1M30S; nothing below a second."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = "".join(
        f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (left, "S")) if number
    )
    return f"PT{parts or '0S'}"


def as_script(data: Data) -> str:
    """The data as JSON that can stand inside a script element: no sign in it ends the element or begins another."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _without_nothing(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", None, {}, [])}
