"""Plans as Word files: on the desk for whoever may see them, and for everybody once issued."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from danbiet.org.views import DeskRequest, desk_view

from ..queries.files import WORD_TYPE, WordFile, plan_file
from ..queries.public import issued_plan
from .doors import plan_or_404


@desk_view
def plan_word(request: DeskRequest, pk: int) -> HttpResponse:
    """The plan's Word file, drafts included, for people of its unit and above."""
    return word_answer(plan_file(plan_or_404(request, pk)))


def plan_word_public(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file of an issued plan, for everybody."""
    plan = issued_plan(pk)
    if plan is None:
        raise Http404
    return word_answer(plan_file(plan))


def word_answer(made: WordFile) -> HttpResponse:
    """The file as a download that no browser opens as a page."""
    answer = HttpResponse(made.content, content_type=WORD_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
