"""What desk screens of questions share: reaching a question or saying no, where one comes from, words for refusals."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest

from ..actions.refusals import QuestionRefusal
from ..models import Question
from ..queries import doors


def question_or_404(request: DeskRequest, pk: int) -> Question:
    """The question for whoever may read it; for others it does not exist."""
    question = doors.question_for(request.rights, pk)
    if question is None:
        raise Http404
    return question


def on_form(form: Any, refusal: QuestionRefusal) -> None:
    """Show a refusal at its field, else on top of the form."""
    field = getattr(refusal, "field", None)
    form.add_error(field if field in form.fields else None, str(refusal))


def to_question(pk: int, *, anchor: str = "") -> HttpResponse:
    """Back to the question's screen."""
    return HttpResponseRedirect(
        reverse("questions:question-desk", args=[pk]) + (f"#{anchor}" if anchor else "")
    )


def crumbs(*steps: tuple[str, str], here: str) -> list[dict[str, str]]:
    """The way to a page below the queue: (label, url) pairs, then where one is."""
    way = [{"label": _("Questions"), "url": reverse("questions:question-queue")}]
    return [*way, *({"label": label, "url": url} for label, url in steps), {"label": here, "url": ""}]


def question_crumbs(question: Question, *, here: str) -> list[dict[str, str]]:
    """The way to a page below one question."""
    return crumbs((question.code, reverse("questions:question-desk", args=[question.pk])), here=here)


def unit_choices(rights: Rights, unit_ids: Any = None) -> list[tuple[int, str]]:
    """Units for a choice, in the tree's order; all of the day unless some are named."""
    wanted = None if unit_ids is None else set(unit_ids)
    return [
        (unit.id, rights.tree.full_name(unit.id))
        for unit in rights.tree
        if wanted is None or unit.id in wanted
    ]
