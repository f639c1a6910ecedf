"""What the intake desk does with a question: checks the masking beside the original, describes it, writes down a transcription."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, must

from .. import permissions as may
from ..actions import asking, intake
from ..actions.refusals import EditedMeanwhile, QuestionRefusal
from ..calc.masking import findings, known, masked
from ..forms.intake import ReviewForm, TranscriptForm
from ..models import Asker, Question
from ..queries.askers import asker_of
from ..queries.shown import version_of
from ..queries.topics import topic_choices
from .desk_doors import on_form, question_crumbs, question_or_404, to_question, unit_choices
from .intake_words import listed, marked

CONSENTS = ("may_publish", "may_name", "may_air")


@desk_view
def review(request: DeskRequest, pk: int) -> HttpResponse:
    """The original with what masking found, beside it the words everybody may read; field, place, channel, consents."""
    question = question_or_404(request, pk)
    must(may.may_see_asker(request.rights, question))
    asker = asker_of(question)
    form = ReviewForm(
        request.POST or None,
        topics=topic_choices(),
        places=unit_choices(request.rights),
        auto_id="duyet-%s",
        initial=_start(question),
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and _kept(request, question, form):
            messages.success(request, _("Masking, field and consents have been kept."))
            return _onward(request, question)
        status = 422
    context = {
        "question": question, "form": form, "asker": asker, **_original(asker, question),
        "proposed": _proposed(asker) if asker else None, "crumbs": question_crumbs(question, here=_("Check the masking")),
    }  # fmt: skip
    return render(request, "questions/desk/review.html", context, status=status)


def _kept(request: DeskRequest, question: Question, form: ReviewForm) -> bool:
    said, version = form.cleaned_data, form.cleaned_data["version"]
    who: dict[str, Any] = {"by": request.user, "at": request.at}
    try:
        intake.review(
            question.pk, subject=said["subject"], text=said["text"], topic_id=said["topic"], place_id=said["place"],
            channel=said["channel"], **{name: said[name] for name in CONSENTS}, **who, version=version,
        )  # fmt: skip
    except EditedMeanwhile as refusal:
        form.data = {**form.data.dict(), "version": str(refusal.current_version)}  # type: ignore[attr-defined]
        on_form(form, refusal)
        return False
    except QuestionRefusal as refusal:
        form.data = {**form.data.dict(), "version": str(version_of(question.pk))}  # type: ignore[attr-defined]
        on_form(form, refusal)
        return False
    return True


def _onward(request: DeskRequest, question: Question) -> HttpResponse:
    """What has no agency yet is handed on next."""
    fresh = question_or_404(request, question.pk)
    if may.may(request.rights, fresh, "route"):
        return HttpResponseRedirect(reverse("questions:route", args=[question.pk]))
    return to_question(question.pk)


def _start(question: Question) -> dict[str, Any]:
    return {
        "version": question.version, "subject": question.subject, "text": question.text, "topic": question.topic_id,
        "place": question.place_id, "channel": question.channel, **{name: getattr(question, name) for name in CONSENTS},
    }  # fmt: skip


def _original(asker: Asker | None, question: Question) -> dict[str, Any]:
    if asker is None:
        return {"original_subject": "", "original_text": "", "found": [], "spoken": ""}
    values = known(name=asker.name, phone=asker.phone, email=asker.email, address=asker.address)
    in_subject, in_text = findings(asker.subject, values), findings(asker.text, values)
    return {
        "original_subject": marked(asker.subject, in_subject), "original_text": marked(asker.text, in_text),
        "found": listed([*in_subject, *in_text]), "spoken": asker.original,
    }  # fmt: skip


def _proposed(asker: Asker) -> dict[str, str]:
    """The words with everything masked that was found, to start over from."""
    values = known(name=asker.name, phone=asker.phone, email=asker.email, address=asker.address)
    return {
        name: masked(text, findings(text, values))
        for name, text in (("subject", asker.subject), ("text", asker.text))
    }


@desk_view
def transcript(request: DeskRequest, pk: int) -> HttpResponse:
    """What was said in Khmer or Chinese and its Vietnamese, side by side; masked anew when kept."""
    question = question_or_404(request, pk)
    must(may.may_see_asker(request.rights, question))
    asker = asker_of(question)
    must(asker is not None, _("The asker's data has been erased."))
    start = (
        {
            "version": question.version,
            "original": asker.original,
            "subject": asker.subject,
            "text": asker.text,
        }
        if asker
        else {}
    )
    form = TranscriptForm(request.POST or None, initial=start, auto_id="dich-%s")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                said = form.cleaned_data
                asking.transcribe(
                    pk, original=said["original"], subject=said["subject"], text=said["text"], by=request.user, at=request.at,
                    version=said["version"],
                )  # fmt: skip
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                messages.success(request, _("The transcription has been kept. Check its masking."))
                return HttpResponseRedirect(reverse("questions:review", args=[pk]))
        status = 422
    context = {
        "question": question, "form": form, "crumbs": question_crumbs(question, here=_("Transcription")),
    }  # fmt: skip
    return render(request, "questions/desk/transcript.html", context, status=status)
