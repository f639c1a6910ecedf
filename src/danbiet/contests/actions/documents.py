"""Official documents of a round's result, made in the background: asked for here, made by the job of the documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.accounts.models import User
from danbiet.exports.actions import request_run, word_or_pdf
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress, number_in
from danbiet.exports.render import render_report
from danbiet.org.queries import Rights

from ..models import Round
from ..permissions import may_have_documents
from ..queries.contests import round_for
from ..queries.outcome import outcome_of, standings_of
from ..render import DOCUMENTS, workbook
from .noting import note

RESULT_DOCUMENT = "contests.result"
KINDS: dict[str, Any] = {
    "bien-ban": gettext_lazy("Minutes"),
    "dat-giai": gettext_lazy("List of winners"),
    "tap-the": gettext_lazy("Standings of units"),
    "thong-ke": gettext_lazy("Statistics of a round"),
    "so-lieu": gettext_lazy("All figures"),
}
FORMS = {"bien-ban": ("docx", "pdf"), "dat-giai": ("docx", "pdf"), "tap-the": ("docx", "pdf"), "thong-ke": ("docx", "pdf"), "so-lieu": ("xlsx",)}  # fmt: skip


def request_document(one: Round, kind: str, form: str, *, by: User, at: datetime) -> int:
    """Have a document made; it appears among the person's documents. Winners' names are in it: the look is on record.

    KeyError for a kind or a form that is not made.
    """
    if form not in FORMS[kind]:
        raise KeyError(form)
    note("contacts_in_document", one.contest, by=by, at=at, thing=one, document=kind, form=form)
    title = f"{KINDS[kind]}: {one.contest.title}, {one.name} ({form})"
    parameters = {"round": one.pk, "kind": kind, "form": form}
    return request_run(RESULT_DOCUMENT, parameters=parameters, title=title, by=by, at=at).pk


def make_document(parameters: Parameters, on: date, progress: Progress) -> Made:
    """The file the parameters ask for. CannotMake: the round is gone, its result is not final, or no PDF can be made here."""
    one = round_for(number_in(parameters, "round"))
    outcome = outcome_of(one, on=on) if one is not None else None
    if one is None or outcome is None:
        raise CannotMake(_("The result of this round is not published yet."))
    kind, form = str(parameters.get("kind")), str(parameters.get("form"))
    name = f"{kind}-{one.contest.key}-{one.key}.{form}"
    progress(0, 0)
    if form == "xlsx":
        return Made(name, workbook(outcome, standings_of(one)))
    content = render_report(DOCUMENTS[kind](outcome), progress=progress)
    return Made(name, word_or_pdf(content, form))


def may_have_document(rights: Rights, parameters: Parameters) -> bool:
    """Who runs the contest, its head and its auditors."""
    one = round_for(number_in(parameters, "round"))
    return one is not None and may_have_documents(rights, one.contest)
