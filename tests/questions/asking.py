"""How a citizen sends the form, for tests: with the work done, with the sum, with something missing."""

from __future__ import annotations

import base64
import json
import re
import time
from typing import Any

import altcha
from django.conf import settings
from django.test import Client

from danbiet.questions.calc import captcha
from danbiet.questions.calc.sent_key import make_key, read_key

ASK = "/hoi-dap/hoi/"
SECRET = settings.SECRET_KEY.encode()
SAID = {
    "subject": "Mẹ tôi nhận thay bản sao khai sinh được không?",
    "text": "Tôi đang đi làm ở Bình Dương, chưa về quê được. Mẹ tôi nộp hồ sơ và nhận thay được không?",
    "name": "Trần Văn Hỏi",
    "phone": "0912 345 678",
    "may_handle": "on",
}


def key_of(minutes_ago: float = 5) -> str:
    """A form handed out some minutes ago."""
    return make_key(secret=SECRET, second=time.time() - minutes_ago * 60)


def nonce_of(key: str) -> str:
    known = read_key(key, secret=SECRET)
    assert known is not None
    return known.nonce


def summed(key: str) -> str:
    """What the small sum of this form makes."""
    return str(sum(captcha.sum_of(nonce_of(key), secret=SECRET)))


def worked(key: str) -> str:
    """The work of this form, done as a browser does it."""
    work = captcha.challenge(nonce_of(key), secret=SECRET, expires_at=int(time.time()) + 600)
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(work))
    assert solution is not None
    payload = {
        "challenge": work,
        "solution": {"counter": solution.counter, "derivedKey": solution.derived_key},
    }
    return base64.b64encode(json.dumps(payload).encode()).decode()


def send(client: Client, key: str = "", **changes: Any) -> Any:
    """Post the form with the sum solved and looked over (`buoc=gui`); `None` leaves a field out."""
    key = key or key_of()
    said = {**SAID, "key": key, "sum": summed(key), "buoc": "gui", **changes}
    return client.post(ASK, {name: value for name, value in said.items() if value is not None})


def text_of(answer: Any) -> str:
    """What a page says, without tags and spare space."""
    html = answer.content.decode()
    html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
