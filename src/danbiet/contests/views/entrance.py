"""From the portal into the rush, for whom the portal has let in."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from danbiet.kit import clock

from ..models import Contest, Entrant
from ..play.coming import ENTRANCE_LASTS
from ..play.tokens import Tokens, play_key
from . import public_words as say


def tokens() -> Tokens:
    """What signs for the process of the rush, and reads what it signed."""
    return Tokens(play_key(given=settings.DANBIET_PLAY_KEY, secret_key=settings.SECRET_KEY))


def into_the_rush(contest: Contest, there: Entrant, *, at: datetime) -> HttpResponse:
    """On with the entrance token of docs/contest-job.md in the address."""
    until = clock.milliseconds(at) + ENTRANCE_LASTS
    token = tokens().make("e", contest.key, there.code, there.audience.order, there.unit, until)
    answer = HttpResponseRedirect(f"{say.door(contest)}?t={quote(token, safe='*')}", status=303)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
