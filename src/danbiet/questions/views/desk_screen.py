"""The working screen: the question and the conversation, its clock, the answer with everything that helps to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.org.enums import Role
from danbiet.org.queries import holders, working_calendar
from danbiet.org.views import DeskRequest, desk_view

from .. import permissions as may
from ..enums import AnswerState, IntakeChannel, PartState, SpokenLanguage
from ..forms.answering import AnswerForm, Bases, BasisFormSet
from ..forms.steps import NoteForm
from ..models import Part, Question
from ..queries import queue
from ..queries.queue import QueueFilter
from ..queries.shown import Shown, shown, snippets_for
from ..render import to_typed
from . import desk_words as words
from .alike import alike
from .answer_shown import answer_shown
from .desk_doors import crumbs, question_or_404
from .desk_steps import open_steps
from .intake_words import shown_masks

WRITABLE = ("routed", "in_work", "info_wanted")
AGENCY_STEPS = (
    "hoi-them",
    "gia-han",
    "cap-nhat",
    "giao",
    "xin-y-kien",
    "tra-lai",
    "thu-hoi",
    "go-xuong",
    "go-cau-cu",
)
INTAKE_STEPS = (
    "tiep-nhan", "hoi-them", "nhan-bo-sung", "cap-nhat", "tam-dung", "chay-tiep", "xin-y-kien", "tra-ve", "tu-choi", "rut",
    "go-xuong", "go-cau-cu", "dong", "mo-lai",
)  # fmt: skip
HEAD_STEPS = ("cong-khai", "tra-loi-rieng", "tra-ve")
PART_LOOKS = {"asked": "waiting", "handed_in": "done", "declined": "at_risk", "recalled": "not_started"}


@dataclass(slots=True)
class Written:
    """What the answer's form holds now: as stored, or as typed and not yet kept."""

    form: AnswerForm
    bases: Bases
    theirs: dict[str, Any] | None = None
    preview: str = ""
    found: list[Any] | None = None
    searched: str = ""


@require_safe
@desk_view
def question_desk(request: DeskRequest, pk: int) -> HttpResponse:
    """One question as its people work on it; who may only read it reads it masked."""
    question = question_or_404(request, pk)
    return screen(request, question)


def screen(
    request: DeskRequest,
    question: Question,
    written: Written | None = None,
    *,
    note: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The working screen; `written` and `note` hold what was typed and is not kept yet."""
    whole = shown(question)
    rights = request.rights
    is_writer = may.may_write_answer(rights, question) and question.state in WRITABLE
    if is_writer and written is None:
        written = stored(whole)
    context = {
        "question": question, "said": shown_masks(question.text), "shown": whole, "state": words.state_words(question), "is_intake": may.is_intake(rights, question),
        "clock": words.big_clock(whole, rights=rights, at=request.at, on=request.on, calendar=working_calendar()),
        "look": words.LOOKS[question.state], "channel": str(IntakeChannel(question.channel).label),
        "spoken": str(SpokenLanguage(question.language).label) if question.language != "vi" else "",
        "lead": rights.tree.full_name(question.lead_id) if question.lead_id else "",
        "place": rights.tree.full_name(question.place_id) if question.place_id else "",
        "timeline": words.timeline(whole, rights=rights, at=request.at),
        "is_identity_open": whole.is_identity_open and may.may_write_answer(rights, question),
        "consents": consents(question), "files": _files(request, whole), "written": written if is_writer else None,
        **_answer(request, whole, is_writer=is_writer), **_steps(request, whole), **_around(request, question),
        "parts": [_part(request, part) for part in whole.supports], "notes": whole.notes,
        "note_form": note or note_form(request, whole),
        "alike": alike(question, tree=rights.tree, on=request.on) if is_writer or may.is_intake(rights, question) else [],
        "snippets": _snippets(rights.units_held()) if is_writer else [],
        "crumbs": crumbs(here=question.code),
    }  # fmt: skip
    return render(request, "questions/desk/screen.html", context, status=status)


def stored(whole: Shown) -> Written:
    """The answer's form as it is kept."""
    answer = whole.answer
    start: dict[str, Any] = {"version": whole.question.version, "is_private": not whole.question.may_publish}
    rows: list[dict[str, Any]] = []
    if answer is not None:
        start |= {
            "body": to_typed(answer.body), "valid_until": answer.valid_until, "is_private": answer.is_private,
        }  # fmt: skip
        rows = [
            {"document_id": one.document_id, "title": one.title, "article": one.article, "url": one.url}
            for one in answer.bases.all()
        ]
    return Written(AnswerForm(initial=start, auto_id="tl-%s"), BasisFormSet(initial=rows, prefix="can-cu"))


def _answer(request: DeskRequest, whole: Shown, *, is_writer: bool) -> dict[str, Any]:
    answer, question = whole.answer, whole.question
    earlier = [answer_shown(one, request) for one in whole.earlier]
    can_read = answer is not None and may.may_read_answer(request.rights, question, answer)
    heads = [] if question.lead_id is None else holders({question.lead_id}, Role.HEAD, on=request.on)
    return {
        "answer": answer_shown(answer, request) if answer is not None and can_read else None, "earlier": earlier,
        "returned": answer.reason if answer is not None and answer.state == AnswerState.RETURNED and is_writer else "",
        "approver": ", ".join(dict.fromkeys(f"{one.full_name}{f', {one.job_title}' if one.job_title else ''}" for one in heads)),
        "saved": answer if is_writer else None,
    }  # fmt: skip


def _steps(request: DeskRequest, whole: Shown) -> dict[str, Any]:
    question, rights = whole.question, request.rights
    is_intake = may.is_intake(rights, question)
    agency = open_steps(rights, question, AGENCY_STEPS) if may.may_write_answer(rights, question) else []
    desk = open_steps(rights, question, INTAKE_STEPS) if is_intake else []
    if is_intake and whole.open_pause is None:
        desk = [one for one in desk if one["key"] != "chay-tiep"]
    if whole.open_pause is not None:
        desk = [one for one in desk if one["key"] != "tam-dung"]
    known = {one["key"] for one in agency}
    return {
        "agency_steps": agency, "desk_steps": [one for one in desk if one["key"] not in known],
        "head_steps": open_steps(rights, question, HEAD_STEPS) if may.may(rights, question, "publish") else [],
        "may_take": may.may(rights, question, "take"), "may_route": is_intake and may.may(rights, question, "route"),
        "may_reroute": is_intake and may.may(rights, question, "reroute"),
        "may_join": is_intake and may.may(rights, question, "duplicate"),
        "may_merge": is_intake and may.may(rights, question, "merge"),
    }  # fmt: skip


def _around(request: DeskRequest, question: Question) -> dict[str, Any]:
    """The questions before and after in the tab one came from."""
    tab = request.GET.get("xem", "")
    if tab not in queue.TABS:
        return {"tab": "", "previous_url": "", "next_url": ""}
    rows = queue.found(request.rights, QueueFilter(tab=tab), at=request.at)
    before, after = queue.neighbours(rows, question.pk)
    place = "questions:question-desk"
    return {
        "tab": tab,
        "previous_url": f"{reverse(place, args=[before])}?xem={tab}" if before else "",
        "next_url": f"{reverse(place, args=[after])}?xem={tab}" if after else "",
    }


def consents(question: Question) -> str:
    """What the asker agreed to, in one sentence."""
    return ", ".join(
        (
            _("agrees to publication of the text")
            if question.may_publish
            else _("does not agree to publication"),
            _("may be named") if question.may_name else _("is not to be named"),
            _("may go on air") if question.may_air else _("not on air"),
        )
    )


def _files(request: DeskRequest, whole: Shown) -> list[dict[str, Any]]:
    is_intake = may.is_intake(request.rights, whole.question)
    return [
        {
            "type": file.name.rsplit(".", 1)[-1].upper()[:5], "title": one.label, "is_shown": one.is_for_agency, "pk": one.pk,
            "url": reverse("questions:file", args=[whole.question.pk, one.pk]), "is_from_asker": one.is_from_asker,
            "detail": f"{max(1, round(file.size / 1024))} kB", "may_show": is_intake and one.is_from_asker and not one.is_for_agency,
        }
        for one, file in whole.files if is_intake or not one.is_from_asker or one.is_for_agency
    ]  # fmt: skip


def _part(request: DeskRequest, part: Part) -> dict[str, Any]:
    return {
        "part": part, "unit": request.rights.tree.full_name(part.unit_id), "look": PART_LOOKS[part.state],
        "state": str(PartState(part.state).label), "is_mine": may.may_hand_in(request.rights, part),
        "may_recall": part.state == PartState.ASKED and may.may_ask_parts(request.rights, part.question),
        "typed": to_typed(part.text) if part.text else "",
    }  # fmt: skip


def note_form(request: DeskRequest, whole: Shown, data: Any = None) -> NoteForm | None:
    """The form for an internal note, for who works on the question."""
    question = whole.question
    part_units = [part.unit_id for part in whole.supports]
    if not may.may_note(request.rights, question, part_unit_ids=part_units):
        return None
    units = {question.lead_id, *part_units, question.intake_unit_id} - {None}
    people = holders(units, Role.OFFICER, Role.OFFICE, Role.EDITOR, Role.HEAD, Role.INTAKE, on=request.on)  # type: ignore[arg-type]
    mine = request.user.pk
    named = {
        one.user_id: f"{one.full_name} ({request.rights.tree.name(one.unit_id)})"
        for one in people
        if one.user_id != mine
    }
    return NoteForm(data, colleagues=list(named.items()), auto_id="gc-%s")


def _snippets(unit_ids: set[int]) -> list[dict[str, Any]]:
    return [
        {"pk": one.pk, "key": one.key, "title": one.title, "typed": one.body}
        for one in snippets_for(unit_ids)
    ]
