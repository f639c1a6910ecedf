"""Earlier answers that fit, beside the one being written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.queries import Tree

from ..models import Question
from ..queries.archive import Given, full_answers_of
from ..queries.similar import similar_answered
from ..render import plain, to_typed

EXCERPT = 220


def alike(question: Question, *, tree: Tree, on: date, most: int = 5) -> list[dict[str, Any]]:
    """Answered questions most like this one, best first, each with its answer as it would be typed."""
    found = similar_answered(f"{question.subject}\n{question.text}", limit=most, exclude=question.pk)
    answers = full_answers_of([one.question.pk for one in found], on=on)
    return [
        _shown(one.question, answers[one.question.pk], tree) for one in found if one.question.pk in answers
    ]


def _shown(question: Question, given: Given, tree: Tree) -> dict[str, Any]:
    standing = {
        "in_force": _("still holds"), "until": _("still holds"), "expired": _("has run out"),
        "superseded": _("its document was replaced"),
    }[given.validity.kind]  # fmt: skip
    answer = given.answer
    return {
        "pk": question.pk, "title": question.subject, "url": reverse("questions:question-public", args=[question.code]),
        "words": plain(answer.body)[:EXCERPT], "typed": to_typed(answer.body), "unit": tree.full_name(answer.unit_id),
        "on": answer.approved_at, "standing": standing, "look": "done" if given.validity.is_current else "at_risk",
    }  # fmt: skip
