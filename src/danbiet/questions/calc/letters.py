"""What a letter to the mailbox holds: who wrote, what about, the words without what mail programs put around them."""

from __future__ import annotations

import re
from html import unescape

CODE = re.compile(r"\bCH-20\d{2}-\d{4,}\b", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|tr|trả lời|chuyển tiếp)\s*:)+\s*", re.IGNORECASE)
_QUOTED = re.compile(
    r"^(?:>.*|On .{3,100} wrote:|Vào .{2,100} đã viết:|-{2,}\s?(?:Original Message|Thư gốc|Forwarded message).*|_{10,})$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b", re.IGNORECASE)


def subject_of(subject: str, text: str) -> str:
    """The subject without "Re:"; the beginning of the text where there is none."""
    cleaned = " ".join(_REPLY.sub("", subject).split())
    return cleaned or " ".join(text.split())[:80]


def words_of(text: str, html: str) -> str:
    """The words that were written now: plain text, or what is left of HTML; quoted earlier letters and signatures left out."""
    plain = text if text.strip() else _plain(html)
    kept: list[str] = []
    for line in plain.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.rstrip() == "--" or (_QUOTED.match(line.strip()) and not line.startswith(">")):
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip() or plain.strip()


def _plain(html: str) -> str:
    text = _BREAKS.sub("\n", _UNSEEN.sub(" ", html))
    return unescape(re.sub(r"<[^>]*>", " ", text)).replace("\xa0", " ")


def is_from_machine(address: str, headers: dict[str, tuple[str, ...]]) -> bool:
    """Whether no person wrote it: bounces, out-of-office replies, newsletters. Answering such a letter would never end."""
    low = {name.lower(): " ".join(values).lower() for name, values in headers.items()}
    if low.get("auto-submitted", "no").strip() != "no" or low.get("precedence", "").strip() in {
        "bulk",
        "list",
        "junk",
    }:
        return True
    return "list-id" in low or not address or bool(_MACHINES.match(address))
