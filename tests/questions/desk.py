"""Officials at their screens, for tests: signed in, posting, reading."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from danbiet.accounts.models import User


def at_desk(user: User | None) -> Client:
    """A browser without scripts, signed in as somebody (or nobody)."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: int | str) -> str:
    return reverse(f"questions:{name}", args=args)


def read(response: Any) -> str:
    """What the page says, without its elements, spaces joined."""
    html = str(response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def answer_form(version: int, body: str, *bases: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The answer's form as a browser sends it; `bases` are (article, title)."""
    rows = {
        f"can-cu-{place}-{name}": value
        for place, (article, title) in enumerate(bases)
        for name, value in (("article", article), ("title", title), ("document_id", ""), ("url", ""))
    }
    return {
        "version": version, "body": body, "valid_until": "", "can-cu-TOTAL_FORMS": len(bases), "can-cu-INITIAL_FORMS": 0,
        **rows, **more,
    }  # fmt: skip
