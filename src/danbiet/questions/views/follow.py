"""Following one's own question by its secret link, without an account: where it is, until when and why, and what to say back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.kit import clock
from danbiet.media.actions import FileRefused
from danbiet.media.views import attachment
from danbiet.org.queries import tree, working_calendar
from danbiet.org.views import from_home

from ..actions import asking
from ..actions.limiting import tally
from ..actions.refusals import BadValue, QuestionRefusal
from ..calc.clock import days_left, holding_times, is_late
from ..calc.moves import ANSWERED, OPEN, REOPEN_DAYS, is_closed
from ..calc.reckoning import derivation, strip
from ..forms.asking import FindForm
from ..forms.following import DataForm, InfoForm, RateForm, ReopenForm
from ..models import Question
from ..queries.doors import by_contact, follow_key
from ..queries.following import Followed, followed_file, followed_with, is_shown
from ..queries.joining import end_of
from ..storages import hashed, network_of
from . import follow_words as words
from . import public_words as say
from .receipt import question_of
from .secret import kept_secret

TRIES_PER_CODE, TRIES_PER_NETWORK = 10, 60  # in an hour
FIELDS = {"files": "uploads"}  # where a refusal of an action belongs
Steps = dict[str, Callable[[HttpRequest, Question], "forms.Form | None"]]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_secret
def find(request: HttpRequest) -> HttpResponse:
    """By the code and the contact it was sent with: to the page of the secret link."""
    form = FindForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        found, why = _found(request, form)
        if found is not None:
            return HttpResponseRedirect(
                reverse("questions:follow", args=[found.code, follow_key(found)]), status=303
            )
        form.add_error(None, why)
    if request.method == "POST":
        status = 422
    context = {"form": form, "crumbs": from_home(say.archive_step(), _("Follow a question"))}
    return render(request, "questions/public/find.html", context, status=status)


def _found(request: HttpRequest, form: FindForm) -> tuple[Question | None, str]:
    """Ten tries an hour for a code, whoever tries: nobody finds a telephone number by trying all."""
    second = time.time()
    hour, code = int(second) // 3600, form.cleaned_data["code"].upper()
    network = network_of(request, proxies=settings.AXES_IPWARE_PROXY_COUNT or 0, second=second)
    tries = tally("find", network, hour=hour)
    if tries > TRIES_PER_NETWORK or tally("code", hashed(code, second=second), hour=hour) > TRIES_PER_CODE:
        return None, _(
            "That was tried too often. Please try again in an hour, or use the link on your receipt."
        )
    found = by_contact(code, form.cleaned_data["contact"])
    return found, "" if found else _(
        "No question has this code and this contact. Look at the receipt once more."
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_secret
def follow(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Everything about the question; a post says something back (`viec`)."""
    question = question_of(code, key)
    wrong: dict[str, forms.Form] = {}
    if request.method == "POST":
        step = request.POST.get("viec", "")
        if step not in STEPS:
            raise Http404
        form = STEPS[step](request, question)
        if form is None:
            address = reverse("questions:follow", args=[question.code, key])
            return HttpResponseRedirect(f"{address}?xong={step}#xong", status=303)
        wrong[step] = form
        question = question_of(code, key)
    context = _context(request, question, key, wrong)
    return render(request, "questions/public/follow.html", context, status=422 if wrong else 200)


def _context(
    request: HttpRequest, question: Question, key: str, wrong: dict[str, forms.Form]
) -> dict[str, Any]:
    at, on = clock.now(), clock.today()
    units, calendar = tree(on), working_calendar()
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    found = followed_with(question, on=on)
    shape, state = words.state_words(question)
    is_open = question.state in OPEN
    path = reverse("questions:follow", args=[question.code, key])
    return {
        "question": question, "state": state, "shape": shape, "is_open": is_open, "url": path, "full_url": say.full(path),
        "qr_url": reverse("questions:follow-qr", args=[question.code, key]), "holder": words.holder_words(question, units),
        "held": words.held_words(holding_times(found.holds, terms=found.terms, until=at, calendar=calendar), units),
        "derivation": derivation(found.terms, calendar), "days": words.strip_items(strip(found.terms, calendar, today=on)),
        "left": days_left(question.due_at, on=on, calendar=calendar) if is_open else None, "is_paused": found.terms.is_paused,
        "is_late": is_open and is_late(question.due_at, at=at, is_paused=found.terms.is_paused),
        "line": words.timeline(found.events, found.messages, units, question),
        "wanted": next((one.text for one in reversed(found.messages) if not one.is_from_asker), ""),
        "answers": [_answer(one, units) for one in found.answers], "files": _files(found, key),
        "own_files": [file.label for file, _kept in found.files if file.is_from_asker],
        "refusal": words.DOORS.get(question.refusal, "") if question.state == "refused" else "",  # type: ignore[call-overload]
        "same_as": _same(question), "done": _done_words(request.GET.get("xong", "")), "requests": found.requests,
        "has_asker": found.has_asker, "reopen_days": REOPEN_DAYS, **_forms(found, wrong),
        "crumbs": from_home(say.archive_step(), (_("Follow a question"), reverse("questions:find")), question.code),
    }  # fmt: skip


def _forms(found: Followed, wrong: dict[str, forms.Form]) -> dict[str, Any]:
    """What can be said now, by where the question stands; a form that was wrong comes back as it was typed."""
    question = found.question
    is_answered = question.state in ANSWERED
    answered_on = clock.local(question.answered_at).date() if question.answered_at else None
    is_over = is_closed(question.state, answered_on=answered_on, on=clock.today())
    can_reopen = is_answered and not is_over and question.reopened_at is None
    return {
        "info": wrong.get("bo-sung") or (InfoForm() if question.state == "info_wanted" else None),
        "rate": wrong.get("danh-gia")
        or (RateForm(initial={"stars": question.rating, "reason": question.rating_reason}) if is_answered else None),
        "reopen": wrong.get("mo-lai") or (ReopenForm() if can_reopen else None),
        "withdraw": wrong.get("rut") or (forms.Form() if question.state in OPEN else None),
        "data": wrong.get("du-lieu") or (DataForm() if found.has_asker else None),
    }  # fmt: skip


def _answer(given: Any, units: Any) -> dict[str, Any]:
    shape, holds = say.holds(given.validity)
    return {
        "body": given.answer.body, "unit": units.name(given.answer.unit_id), "signer": given.answer.signer_name,
        "signer_title": given.answer.signer_title, "on": say.day_of(given.answer.approved_at), "bases": given.bases,
        "is_private": given.answer.is_private, "shape": shape, "holds": holds,
    }  # fmt: skip


def _files(found: Followed, key: str) -> list[dict[str, str]]:
    return [
        {
            "type": kept.name.rpartition(".")[2].upper()[:4], "title": file.label, "detail": say.size_words(kept.size),
            "url": reverse("questions:follow-file", args=[found.question.code, key, file.pk]),
        }
        for file, kept in found.files if not file.is_from_asker and is_shown(file, found.question)
    ]  # fmt: skip


def _same(question: Question) -> dict[str, Any] | None:
    """The question this one was joined with or that asks the same: where it is public the way to it, else how it stands, in
    words that say nothing of what it asks or of the answer."""
    other = end_of(question)
    if other is None or question.state not in ("merged", "duplicate"):
        return None
    if not other.is_readable:
        return {"words": words.joined_words(other), "is_open": other.state in OPEN}
    return {"subject": other.subject, "url": reverse("questions:question-public", args=[other.code])}


def _done_words(step: str) -> str:
    return {
        "bo-sung": _("Thank you. The agency has what you sent."),
        "danh-gia": _("Thank you for your rating."),
        "mo-lai": _("The agency looks at it again; the limit is counted anew."),
        "rut": _("The question has been withdrawn."),
        "du-lieu": _("Your request has been noted. It is answered within two working days."),
    }.get(step, "")


# What is said back. Each gives None when it is done, else the form with what is wrong.


def _give_info(request: HttpRequest, question: Question) -> forms.Form | None:
    form = InfoForm(request.POST, request.FILES)
    uploads = tuple(form.cleaned_data["uploads"]) if form.is_valid() else ()
    names = [upload.name for upload in uploads]
    try:
        return _tried(form, lambda said: asking.give_info(
            question.pk, said["text"], by=None, at=clock.now(), uploads=uploads
        ))  # fmt: skip
    except FileRefused as refusal:
        if names:
            refusal.name = ", ".join(str(name) for name in names)
        form.add_error("uploads", str(refusal))
        return form


def _rate(request: HttpRequest, question: Question) -> forms.Form | None:
    form = RateForm(request.POST)
    return _tried(form, lambda said: asking.rate(question.pk, said["stars"], said["reason"], at=clock.now()))


def _reopen(request: HttpRequest, question: Question) -> forms.Form | None:
    form = ReopenForm(request.POST)
    return _tried(form, lambda said: asking.reopen(question.pk, said["reason"], at=clock.now()))


def _withdraw(request: HttpRequest, question: Question) -> forms.Form | None:
    return _tried(
        forms.Form(request.POST), lambda _said: asking.withdraw(question.pk, by=None, at=clock.now())
    )


def _want_data(request: HttpRequest, question: Question) -> forms.Form | None:
    form = DataForm(request.POST)
    return _tried(form, lambda said: asking.want_data(question.pk, said["kind"], at=clock.now()))


def _tried(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> forms.Form | None:
    if not form.is_valid():
        return form
    try:
        act(form.cleaned_data)
    except BadValue as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal))
    except QuestionRefusal as refusal:
        form.add_error(None, str(refusal))
    return None if form.is_valid() else form


STEPS: Steps = {
    "bo-sung": _give_info, "danh-gia": _rate, "mo-lai": _reopen, "rut": _withdraw, "du-lieu": _want_data,
}  # fmt: skip


@require_safe
@kept_secret
def follow_file(request: HttpRequest, code: str, key: str, pk: int) -> FileResponse:
    """A file of the answer."""
    file = followed_file(question_of(code, key), pk)
    if file is None:
        raise Http404
    return attachment(file)
