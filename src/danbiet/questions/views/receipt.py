"""The receipt of a question: code, secret link, QR to carry away; and the QR as a picture."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.org.queries import working_calendar
from danbiet.org.views import from_home

from ..calc.reckoning import derivation
from ..models import Question
from ..queries.doors import followed
from ..queries.terms import terms_of
from . import public_words as say
from .secret import kept_secret


def question_of(code: str, key: str) -> Question:
    """The question of a secret link; for everybody else it does not exist."""
    question = followed(code, key)
    if question is None:
        raise Http404
    return question


@require_safe
@kept_secret
def receipt(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What the asker should keep, and what happens next."""
    question = question_of(code, key)
    path = reverse("questions:follow", args=[question.code, key])
    context = {
        "question": question, "follow_url": path, "full_url": say.full(path),
        "qr_url": reverse("questions:follow-qr", args=[question.code, key]),
        "derivation": derivation(terms_of(question), working_calendar()),
        "crumbs": from_home(say.archive_step(), _("Receipt")),
    }  # fmt: skip
    return render(request, "questions/public/receipt.html", context)


@require_safe
@kept_secret
def follow_qr(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The secret link as a QR code, drawn in black on white."""
    question = question_of(code, key)
    made = segno.make(
        say.full(reverse("questions:follow", args=[question.code, key])), error="m", micro=False
    )
    out = io.BytesIO()
    made.save(out, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=True, svgns=True)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")
