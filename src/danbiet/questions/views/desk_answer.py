"""Writing the answer: kept, shown as published, submitted; nothing typed is lost, whoever saved in between."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, must

from .. import permissions as may
from ..actions import answering
from ..actions.refusals import EditedMeanwhile, QuestionRefusal
from ..forms.answering import AnswerForm, BasisFormSet
from ..models import Question
from ..queries.shown import Shown, shown, snippets_for, version_of
from ..registry import Document, find_documents
from ..render import LONGEST, to_html, to_typed
from .alike import alike
from .answer_shown import answer_shown
from .desk_doors import crumbs, on_form, question_or_404, to_question
from .desk_screen import WRITABLE, Written, screen
from .intake_words import shown_masks

PICKED = "chon-van-ban-"


@desk_view
@require_POST
def answer_save(request: DeskRequest, pk: int) -> HttpResponse:
    """What the buttons of the answer's form say: `luu` keeps, `trinh` keeps and submits, `xem` shows as published,
    `tim` looks documents up, `chen` and `mau` insert an earlier answer or a snippet."""
    question = question_or_404(request, pk)
    must(may.may_write_answer(request.rights, question))
    if question.state not in WRITABLE:
        messages.error(
            request, _("The answer is no longer being written: it waits for approval or is approved.")
        )
        return to_question(pk)
    written = _typed(request)
    act = request.POST.get("viec", "luu")
    if act not in ("luu", "trinh") or not (written.form.is_valid() & written.bases.is_valid()):
        _help(request, question, written, act)
        return screen(request, question, written, status=200 if act not in ("luu", "trinh") else 422)
    try:
        _kept(request, pk, written, is_final=act == "trinh")
    except EditedMeanwhile as refusal:
        fresh = question_or_404(request, pk)
        written.theirs = _theirs(request, shown(fresh))
        on_form(written.form, refusal)
        _again(written, version=fresh.version)
        return screen(request, fresh, written, status=409)
    except QuestionRefusal as refusal:
        fresh = question_or_404(request, pk)
        on_form(written.form, refusal)
        _again(written, version=fresh.version)
        return screen(request, fresh, written, status=422)
    return to_question(pk, anchor="" if act == "trinh" else "tra-loi")


def _kept(request: DeskRequest, pk: int, written: Written, *, is_final: bool) -> None:
    said = written.form.cleaned_data
    answering.save_answer(
        pk, body=to_html(said["body"]), bases=written.bases.said(), valid_until=said["valid_until"],
        is_private=said["is_private"], by=request.user, at=request.at, version=said["version"],
    )  # fmt: skip
    if not is_final:
        messages.success(request, _("The draft has been kept."))
        return
    answering.submit(pk, by=request.user, at=request.at, version=version_of(pk))
    messages.success(request, _("The answer waits for approval; the head has been told."))


def _typed(request: DeskRequest) -> Written:
    """The form as sent, documents that were picked added as rows."""
    data = request.POST.copy()
    total = min(row_number(data.get("can-cu-TOTAL_FORMS", "")) or 0, 40)
    for name in [one for one in data if one.startswith(PICKED)]:
        document_id = row_number(name.removeprefix(PICKED))
        title, _bar, url = data.get(name, "").partition("|")
        if document_id:
            row = {"document_id": str(document_id), "title": title, "url": url, "article": ""}
            for key, value in row.items():
                data[f"can-cu-{total}-{key}"] = value
            total += 1
    data["can-cu-TOTAL_FORMS"] = str(total)
    data.setdefault("can-cu-INITIAL_FORMS", "0")
    return Written(AnswerForm(data, auto_id="tl-%s"), BasisFormSet(data, prefix="can-cu"))


def _help(request: DeskRequest, question: Question, written: Written, act: str) -> None:
    """Serve a button that keeps nothing: the form comes back with everything typed."""
    typed = written.form.data.get("body", "")[:LONGEST]
    insert = ""
    if act == "xem":
        written.preview = to_html(typed)
    elif act == "tim":
        written.searched = request.POST.get("tim-van-ban", "")[:200]
        written.found = find_documents(written.searched)
    elif act.startswith("chen-"):
        wanted = row_number(act.removeprefix("chen-"))
        found = [
            one for one in alike(question, tree=request.rights.tree, on=request.on) if one["pk"] == wanted
        ]
        insert = found[0]["typed"] if found else ""
    elif act.startswith("mau-"):
        wanted = row_number(act.removeprefix("mau-"))
        units = request.rights.units_held()
        insert = next((one.body for one in snippets_for(units) if one.pk == wanted), "")
    if act not in ("luu", "trinh"):
        body = f"{typed.rstrip()}\n\n{insert}".strip() if insert else typed
        _unbound(written, body=body)


def _unbound(written: Written, *, body: str) -> None:
    """The same words in a form that does not complain yet."""
    data = written.form.data
    start = {
        "version": row_number(data.get("version", "")), "body": body, "valid_until": data.get("valid_until", ""),
        "is_private": "is_private" in data,
    }  # fmt: skip
    written.form = AnswerForm(initial=start, auto_id="tl-%s")
    written.bases.is_valid()
    written.bases = BasisFormSet(
        initial=[row for form in written.bases.forms if hasattr(form, "cleaned_data") and (row := form.said)],
        prefix="can-cu",
    )


def _again(written: Written, *, version: int) -> None:
    """The form as typed, on top of what is stored now."""
    written.form.data = {**_flat(written.form.data), "version": str(version)}


def _flat(data: Any) -> dict[str, Any]:
    return dict(data.items())


def _theirs(request: DeskRequest, whole: Shown) -> dict[str, Any] | None:
    answer = whole.answer
    if answer is None:
        return None
    return {**answer_shown(answer, request), "typed": to_typed(answer.body)}


@require_safe
@desk_view
def answer_preview(request: DeskRequest, pk: int) -> HttpResponse:
    """Question and kept answer as readers will see them."""
    question = question_or_404(request, pk)
    whole = shown(question)
    answer = whole.answer
    must(answer is not None and may.may_read_answer(request.rights, question, answer))
    context = {
        "question": question, "said": shown_masks(question.text), "answer": answer_shown(answer, request) if answer else None,
        "crumbs": crumbs((question.code, reverse("questions:question-desk", args=[pk])), here=_("As published")),
    }  # fmt: skip
    return render(request, "questions/desk/preview.html", context)


@desk_view
@require_POST
def typed_preview(request: DeskRequest) -> JsonResponse:
    """What is typed, as readers will see it; for the preview beside the box."""
    must(may.may_enter(request.rights))
    return JsonResponse({"html": to_html(request.POST.get("body", "")[:LONGEST])})


@require_safe
@desk_view
def documents(request: DeskRequest) -> JsonResponse:
    """Documents of the register for the words typed (`?q=`), for the picker beside the box."""
    found = find_documents(request.GET.get("q", "")[:200])
    return JsonResponse({"items": [_document(one) for one in found[:8]]})


def _document(one: Document) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "url": one.url,
        "standing": one.standing,
        "in_force": one.is_in_force,
    }
