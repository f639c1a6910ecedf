"""What may stand in a log: no address that is a secret itself, nobody's mail or telephone, no row of the database.

Two forms: lines for people, and JSON, a line each, where DANBIET_LOG_JSON asks for it. What belongs to a page that failed
carries the reference its reader was shown.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from typing import Any

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # read out by telephone: no O and 0, no I and 1
# Whoever reads one of these addresses in a log could open the page: the key is left out.
_SECRET = re.compile(
    r"(/hoi-dap/(?:theo-doi|da-gui)/[^/\s]+/|/hoi-thi/[^/\s]+/khieu-nai/|/hai-long/phieu/)[^/\s\"']+"
)
_KEY = re.compile(
    r"(?<=[/=])(?:(?=[\w:-]*[A-Z])(?=[\w:-]*\d)[\w:-]{22,}|[0-9a-f]{24,})(?![\w.-])"
)  # a long key anywhere else
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w.:-])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\w:-])")
_DETAIL = re.compile(
    r"^(DETAIL|CONTEXT|  ?Failing row).*$", re.MULTILINE
)  # PostgreSQL tells the row's values there


def scrubbed(text: str) -> str:
    """The text without what must not be kept."""
    text = _SECRET.sub(r"\1…", text)
    text = _DETAIL.sub(r"\1 …", text)
    text = _KEY.sub("…", text)
    text = _MAIL.sub("…@…", text)
    return _TELEPHONE.sub("…", text)


def new_reference() -> str:
    """What the reader of an error page is told and the log holds: two groups of four signs, 40 bits."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def reference_of(request: Any) -> str:
    """The reference of this request: made when first asked for, the same ever after."""
    found = getattr(request, "reference", "")
    if not found:
        found = new_reference()
        request.reference = found
    return str(found)


class WithoutSecrets(logging.Filter):
    """Takes out of the message what is secret, and puts the reference on a record that belongs to a failed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.levelno >= logging.ERROR and hasattr(request, "META"):
            record.reference = reference_of(request)
        said = record.getMessage()
        clean = scrubbed(said)
        if clean != said:
            record.msg, record.args = clean, ()
        return True


class Line(logging.Formatter):
    """A line for people, scrubbed, with the reference where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        reference = getattr(record, "reference", "")
        said = scrubbed(super().format(record))
        if not reference:
            return said
        first, newline, rest = said.partition("\n")
        return f"{first} [{reference}]{newline}{rest}"


class Json(logging.Formatter):
    """The same as JSON: time, level, logger, message, and where there are some reference, method, status, job, trace."""

    def format(self, record: logging.LogRecord) -> str:
        value: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
            "process": record.process,
        }
        request = getattr(record, "request", None)
        if hasattr(request, "method"):
            value["method"] = str(getattr(request, "method", ""))
        for name in ("reference", "status_code"):
            if getattr(record, name, None):
                value[name] = getattr(record, name)
        if record.exc_info:
            value["trace"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(value, ensure_ascii=False)
