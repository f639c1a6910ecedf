"""What machines read of a question: schema.org/QAPage."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SIGNS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def question_page(
    *, url: str, name: str, text: str, asked: date | None, answer: str, answered: date | None, agency: str
) -> SafeString:
    """As JSON in which no sign stands that HTML could take for its own. Never who asked."""
    author = {"@type": "GovernmentOrganization", "name": agency}
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "inLanguage": "vi",
        "mainEntity": {
            "@type": "Question", "name": name, "text": text, "answerCount": 1, "url": url,
            "author": {"@type": "Person", "name": "Người dân"}, "datePublished": asked.isoformat() if asked else "",
            "acceptedAnswer": {
                "@type": "Answer", "text": answer, "author": author, "url": f"{url}#tra-loi", "upvoteCount": 0,
                "datePublished": answered.isoformat() if answered else "",
            },
        },
    }  # fmt: skip
    return mark_safe(json.dumps(thing, ensure_ascii=False).translate(SIGNS))  # noqa: S308 - no <, >, & is left in it
