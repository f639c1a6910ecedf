"""Contributions to another agency's answer, and notes colleagues leave each other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import parts, working
from ..actions.refusals import EditedMeanwhile, QuestionRefusal
from ..forms.steps import DeclineForm, NothingForm, PartForm
from ..models import Part
from ..queries import doors
from ..queries.shown import shown
from ..render import to_html, to_typed
from .desk_doors import on_form, question_crumbs, question_or_404, to_question
from .desk_screen import note_form, screen
from .intake_words import shown_masks


def part_or_404(request: DeskRequest, pk: int) -> Part:
    """The contribution, for whoever may read its question."""
    part = doors.part_for(request.rights, pk)
    if part is None:
        raise Http404
    return part


@desk_view
def part_write(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the unit's contribution and hand it in; typed as an answer is."""
    part = part_or_404(request, pk)
    must(
        may.may_hand_in(request.rights, part), _("This contribution is another unit's, or no longer needed.")
    )
    form = PartForm(
        request.POST or None, initial={"version": part.version, "text": to_typed(part.text)}, auto_id="yk-%s"
    )
    status, theirs = 200, ""
    if request.method == "POST":
        if form.is_valid():
            try:
                said = form.cleaned_data
                parts.hand_in_part(pk, to_html(said["text"]), said["version"], by=request.user, at=request.at)
            except EditedMeanwhile as refusal:
                on_form(form, refusal)
                theirs = part_or_404(request, pk).text
                form.data = {**request.POST.dict(), "version": str(refusal.current_version)}
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                messages.success(
                    request, _("The contribution has been handed in; the agency that leads has been told.")
                )
                return to_question(part.question_id)
        status = 422
    context = {
        "part": part, "question": part.question, "said": shown_masks(part.question.text), "form": form, "theirs": theirs,
        "unit": request.rights.tree.full_name(part.unit_id), "crumbs": question_crumbs(part.question, here=_("Contribution")),
    }  # fmt: skip
    return render(request, "questions/desk/part.html", context, status=status)


@desk_view
def part_decline(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that the unit has nothing to contribute, and why."""
    part = part_or_404(request, pk)
    must(may.may_hand_in(request.rights, part) and part.state == "asked")
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            parts.decline_part(pk, form.cleaned_data["reason"], by=request.user, at=request.at)
        except QuestionRefusal as refusal:
            on_form(form, refusal)
        else:
            messages.success(request, _("Declined; the agency that leads has been told."))
            return to_question(part.question_id)
    return _confirm(
        request, part, form, title=_("Decline the contribution"), action=_("Decline"), name="part-decline"
    )


@desk_view
def part_recall(request: DeskRequest, pk: int) -> HttpResponse:
    """The contribution is no longer needed."""
    part = part_or_404(request, pk)
    must(may.may_ask_parts(request.rights, part.question) and part.state == "asked")
    if request.method == "POST":
        try:
            parts.recall_part(pk, by=request.user, at=request.at)
        except QuestionRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The contribution is no longer asked for."))
        return to_question(part.question_id)
    return _confirm(
        request,
        part,
        None,
        title=_("No longer ask for it?"),
        action=_("No longer needed"),
        name="part-recall",
    )


def _confirm(
    request: DeskRequest,
    part: Part,
    form: DeclineForm | NothingForm | None,
    *,
    title: str,
    action: str,
    name: str,
) -> HttpResponse:
    context = {
        "title": title, "text": f"{part.question.code} – {part.question.subject}", "form": form, "action": action,
        "action_url": reverse(f"questions:{name}", args=[part.pk]),
        "cancel_url": reverse("questions:question-desk", args=[part.question_id]),
        "crumbs": question_crumbs(part.question, here=action),
    }  # fmt: skip
    return render(
        request, "layouts/confirm.html", context, status=422 if form is not None and form.errors else 200
    )


@desk_view
@require_POST
def note_add(request: DeskRequest, pk: int) -> HttpResponse:
    """An internal note; who is mentioned gets a letter."""
    question = question_or_404(request, pk)
    form = note_form(request, shown(question), request.POST)
    must(form is not None)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            working.note(
                pk,
                form.cleaned_data["text"],
                mentions=form.cleaned_data["mentions"],
                by=request.user,
                at=request.at,
            )
        except QuestionRefusal as refusal:
            on_form(form, refusal)
        else:
            return to_question(pk, anchor="ghi-chu")
    return screen(request, question, note=form, status=422)
