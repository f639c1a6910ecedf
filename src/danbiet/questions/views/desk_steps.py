"""Steps on a question that ask for a word first: one page each, shown as a dialog where scripts run.

`STEPS` names each step's address, the move of the table behind it, what it asks for and what follows from it. Who may take it
is the table's (`permissions.may`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from danbiet.kit.text import row_number
from danbiet.org.enums import Role
from danbiet.org.queries import Rights, holders
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import answering, asking, intake, parts, working
from ..actions.refusals import QuestionRefusal
from ..forms import steps as asks
from ..models import Question
from .answer_shown import answer_of
from .desk_doors import on_form, question_crumbs, question_or_404, to_question, unit_choices

Words = str | Promise
WRITERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it is taken: the question, what was said, by whom and when."""

    question: Question
    said: dict[str, Any]
    by: Any
    at: datetime
    version: int  # the one that was shown

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def seen(self) -> dict[str, Any]:
        return {**self.who, "version": self.version}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    key: str
    verb: str
    title: Words
    action: Words
    done: Words
    do: Callable[[Taken], Any]
    form: type[forms.Form] = asks.NothingForm
    follows: tuple[Words, ...] = ()
    look: str = ""
    allowed: Callable[[Rights, Question], bool] | None = field(default=None)

    def is_open(self, rights: Rights, question: Question) -> bool:
        """Whether this person may take the step now."""
        if self.allowed is not None:
            return self.allowed(rights, question)
        return may.may(rights, question, self.verb)


def _at_agency(rights: Rights, question: Question) -> bool:
    return question.state in ("accepted", "routed", "in_work", "info_wanted") and may.may_ask_parts(
        rights, question
    )


def _has_readers(rights: Rights, question: Question) -> bool:
    return question.is_readable and may.may(rights, question, "take_off")


_ALL = (
    Step(
        key="tiep-nhan", verb="accept", title=gettext_lazy("Take the question in?"), action=gettext_lazy("Take in"),
        done=gettext_lazy("The question has been taken in."),
        follows=(gettext_lazy("The asker is told that it was taken in and how to follow it."),),
        do=lambda step: intake.accept(step.question.pk, **step.seen),
    ),
    Step(
        key="nhan-viec", verb="take", title=gettext_lazy("Take this question?"), action=gettext_lazy("Take it"),
        done=gettext_lazy("The question is yours."), do=lambda step: working.take(step.question.pk, **step.seen),
        follows=(gettext_lazy("You are shown as the one who writes the answer."),),
    ),
    Step(
        key="giao", verb="hand_over", title=gettext_lazy("Hand over to a colleague"), action=gettext_lazy("Hand over"),
        form=asks.ColleagueForm, done=gettext_lazy("The colleague has been told."),
        do=lambda step: working.hand_over(step.question.pk, to_user_id=step.said["to_user"], **step.seen),
        follows=(gettext_lazy("The deadline stays as it is."),),
    ),
    Step(
        key="tra-lai", verb="send_back", title=gettext_lazy("Send back to the intake desk"), action=gettext_lazy("Send back"),
        form=asks.ReasonForm, done=gettext_lazy("The question is back at the intake desk."),
        follows=(gettext_lazy("Say which agency is competent, if you know it."), gettext_lazy("The time until now stays counted as yours.")),
        do=lambda step: working.send_back(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="gia-han", verb="extend", title=gettext_lazy("Extend the time"), action=gettext_lazy("Extend"), form=asks.ExtendForm,
        done=gettext_lazy("The time has been extended; the asker is told."),
        follows=(gettext_lazy("This is possible only once for each question."), gettext_lazy("The asker is told the new date and your reason.")),
        do=lambda step: working.extend(step.question.pk, days=step.said["days"], reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="cap-nhat", verb="update", title=gettext_lazy("Tell the asker how far it is"), action=gettext_lazy("Send"), form=asks.TextForm,
        done=gettext_lazy("The asker is told."), follows=(gettext_lazy("The next word to the asker is due seven working days later."),),
        do=lambda step: working.update(step.question.pk, text=step.said["text"], **step.seen),
    ),
    Step(
        key="hoi-them", verb="want_info", title=gettext_lazy("Ask the asker for more"), action=gettext_lazy("Send"), form=asks.TextForm,
        done=gettext_lazy("The asker is asked; the clock stands still until they answer."),
        follows=(gettext_lazy("The clock stands still until the asker answers."),),
        do=lambda step: intake.want_info(step.question.pk, text=step.said["text"], **step.seen),
    ),
    Step(
        key="nhan-bo-sung", verb="give_info", title=gettext_lazy("Write down what the asker said"), action=gettext_lazy("Write down"),
        form=asks.InfoForm, done=gettext_lazy("The question goes on where it stood; the clock runs again."),
        follows=(gettext_lazy("What you write is kept encrypted and shown to the agency masked."),),
        do=lambda step: asking.give_info(step.question.pk, step.said["text"], **step.seen),
    ),
    Step(
        key="tam-dung", verb="pause", title=gettext_lazy("Stop the clock"), action=gettext_lazy("Stop the clock"), form=asks.ReasonForm,
        done=gettext_lazy("The clock stands still."), follows=(gettext_lazy("The asker sees the reason."),),
        do=lambda step: intake.pause(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="chay-tiep", verb="resume", title=gettext_lazy("Let the clock go on?"), action=gettext_lazy("Let it go on"),
        done=gettext_lazy("The clock goes on."), follows=(gettext_lazy("The due date moves by the time it stood still."),),
        do=lambda step: intake.resume(step.question.pk, **step.seen),
    ),
    Step(
        key="tu-choi", verb="refuse", title=gettext_lazy("Do not take the question on"), action=gettext_lazy("Tell the asker"), look="danger",
        form=asks.RefuseForm, done=gettext_lazy("The asker gets the guidance."),
        follows=(gettext_lazy("The asker is told why and which door is the right one."), gettext_lazy("The question can be taken up again.")),
        do=lambda step: intake.refuse(
            step.question.pk, kind=step.said["kind"], reason=step.said["reason"], **step.seen
        ),
    ),
    Step(
        key="mo-lai", verb="take_up_again", title=gettext_lazy("Take the question up again"), action=gettext_lazy("Take up again"),
        form=asks.ReasonForm, done=gettext_lazy("The question is at the intake desk again."),
        do=lambda step: intake.take_up_again(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="rut", verb="withdraw", title=gettext_lazy("Withdraw it for the asker?"), action=gettext_lazy("Withdraw"), look="danger",
        done=gettext_lazy("The question has been withdrawn."),
        follows=(gettext_lazy("Only when the asker told the desk so. Nothing is published."),),
        do=lambda step: asking.withdraw(step.question.pk, **step.seen),
    ),
    Step(
        key="xin-y-kien", verb="ask_part", title=gettext_lazy("Ask another agency to contribute"), action=gettext_lazy("Ask"),
        form=asks.AskPartForm, done=gettext_lazy("The agency has been asked."), allowed=_at_agency,
        follows=(gettext_lazy("The clock goes on: the answer stays due on the same day."),),
        do=lambda step: parts.ask_part(
            step.question.pk, unit_id=step.said["unit"], wanted=step.said["wanted"], **step.seen
        ),
    ),
    Step(
        key="thu-hoi", verb="recall", title=gettext_lazy("Take the answer back from approval?"), action=gettext_lazy("Take back"),
        done=gettext_lazy("You can go on writing."), do=lambda step: answering.recall(step.question.pk, **step.seen),
    ),
    Step(
        key="tra-ve", verb="return", title=gettext_lazy("Return the answer to the writer"), action=gettext_lazy("Return"),
        form=asks.ReasonForm, done=gettext_lazy("The writer has your reason."),
        do=lambda step: answering.return_answer(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="cong-khai", verb="publish", title=gettext_lazy("Approve and publish?"), action=gettext_lazy("Approve and publish"),
        done=gettext_lazy("The answer is published; the asker is told."),
        follows=(
            gettext_lazy("The answer carries your name, your position and today's date."),
            gettext_lazy("Everybody can read question and answer; the question without anything that says who asked."),
            gettext_lazy("The asker is told and can rate it, or reopen it once within 15 days."),
        ),
        do=lambda step: answering.approve(step.question.pk, is_public=True, **step.seen),
    ),
    Step(
        key="tra-loi-rieng", verb="answer_privately", title=gettext_lazy("Approve for the asker alone?"),
        action=gettext_lazy("Approve for the asker alone"), done=gettext_lazy("The asker has the answer; nothing is published."),
        follows=(
            gettext_lazy("The answer carries your name, your position and today's date."),
            gettext_lazy("Only the asker reads it."),
        ),
        do=lambda step: answering.approve(step.question.pk, is_public=False, **step.seen),
    ),
    Step(
        key="go-xuong", verb="unpublish", title=gettext_lazy("Take it off the public pages"), action=gettext_lazy("Take it off"), look="danger",
        form=asks.ReasonForm, done=gettext_lazy("Nobody but the asker reads it any more."),
        do=lambda step: answering.unpublish(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="go-cau-cu", verb="take_off", title=gettext_lazy("Take the earlier answer off the public pages"),
        action=gettext_lazy("Take the earlier answer off"), look="danger", form=asks.ReasonForm, allowed=_has_readers,
        done=gettext_lazy("Nobody but the asker reads the earlier answer any more."),
        follows=(gettext_lazy("The new answer is written as before; only what readers still had is gone."),),
        do=lambda step: answering.take_off(step.question.pk, reason=step.said["reason"], **step.seen),
    ),
    Step(
        key="dong", verb="close", title=gettext_lazy("Close the question?"), action=pgettext_lazy("question", "Close"),
        done=gettext_lazy("The question is closed."),
        follows=(gettext_lazy("Only when the asker told the desk that it is settled: afterwards it cannot be reopened."),),
        do=lambda step: answering.close_answered(step.question.pk, **step.seen),
    ),
)  # fmt: skip
STEPS = {step.key: step for step in _ALL}
READ_FIRST = ("cong-khai", "tra-loi-rieng", "tra-ve")


@desk_view
def step(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """One step: what it means, what it asks for; taken on POST."""
    question = question_or_404(request, pk)
    chosen = STEPS.get(key)
    if chosen is None:
        raise Http404
    must(chosen.is_open(request.rights, question), _("This step is not yours, or the question has moved on."))
    form = form_of(request, chosen, question)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                version = row_number(request.POST.get("version", "")) or question.version
                chosen.do(Taken(question, form.cleaned_data, request.user, request.at, version))
            except QuestionRefusal as refusal:
                if not form.fields:
                    said_no(request, refusal)
                    return to_question(pk)
                on_form(form, refusal)
            else:
                messages.success(request, str(chosen.done))
                return to_question(pk)
        status = 422
    context = {
        "title": chosen.title, "text": f"{question.code} – {question.subject}", "consequences": chosen.follows,
        "form": form if form.fields else None, "action": chosen.action, "look": chosen.look,
        "action_url": reverse("questions:step", args=[pk, key]),
        "cancel_url": reverse("questions:question-desk", args=[pk]),
        "hidden": {"version": question.version}, "guidance": _guidance() if key == "tu-choi" else (),
        "answer": answer_of(request, question) if key in READ_FIRST else None, "crumbs": question_crumbs(question, here=str(chosen.action)),
    }  # fmt: skip
    return render(request, "questions/desk/step.html", context, status=status)


def form_of(request: DeskRequest, chosen: Step, question: Question) -> forms.Form:
    """The step's form with what can be chosen in it."""
    data = request.POST if request.method == "POST" else None
    if chosen.form is asks.ColleagueForm:
        return asks.ColleagueForm(data, colleagues=colleagues(request, question, but=question.officer_id))
    if chosen.form is asks.AskPartForm:
        taken = set(question.parts.exclude(state="recalled").values_list("unit_id", flat=True))
        units = [one for one in unit_choices(request.rights) if one[0] not in taken]
        return asks.AskPartForm(data, units=units)
    return chosen.form(data)


def colleagues(request: DeskRequest, question: Question, *, but: int | None = None) -> list[tuple[int, str]]:
    """Who may go on with the question in the lead agency."""
    if question.lead_id is None:
        return []
    found = holders({question.lead_id}, *WRITERS, on=request.on)
    return list({one.user_id: one.full_name for one in found if one.user_id != but}.items())


def open_steps(rights: Rights, question: Question, keys: Iterable[str] = STEPS) -> list[dict[str, Any]]:
    """The steps this person may take now, as links."""
    return [
        {"key": key, "label": str(STEPS[key].action), "title": str(STEPS[key].title),
         "url": reverse("questions:step", args=[question.pk, key])}
        for key in keys if STEPS[key].is_open(rights, question)
    ]  # fmt: skip


def _guidance() -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in intake.guidance().items()]
