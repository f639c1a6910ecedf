"""Plans as Word and Excel files: on the desk for whoever may see them, and for everybody once issued."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from danbiet.org.views import DeskRequest, desk_view

from ..queries.files import WORD_TYPE, WordFile, plan_file
from ..queries.public import issued_plan
from ..queries.sheets import SHEET_TYPE, plan_sheet_file
from .doors import plan_or_404


@desk_view
def plan_word(request: DeskRequest, pk: int) -> HttpResponse:
    """The plan's Word file, drafts included, for people of its unit and above."""
    return word_answer(plan_file(plan_or_404(request, pk)))


@desk_view
def plan_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """The plan's Excel file, in the form the importer reads; drafts included, for people of its unit and above."""
    return sheet_answer(plan_sheet_file(plan_or_404(request, pk)))


def plan_word_public(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file of an issued plan, for everybody."""
    plan = issued_plan(pk)
    if plan is None:
        raise Http404
    return word_answer(plan_file(plan))


def word_answer(made: WordFile) -> HttpResponse:
    """The Word file as a download that no browser opens as a page."""
    return _answer(made, WORD_TYPE)


def sheet_answer(made: WordFile) -> HttpResponse:
    """The Excel file, likewise."""
    return _answer(made, SHEET_TYPE)


def pdf_answer(made: WordFile) -> HttpResponse:
    """The PDF, likewise."""
    return _answer(made, "application/pdf")


def _answer(made: WordFile, content_type: str) -> HttpResponse:
    answer = HttpResponse(made.content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
