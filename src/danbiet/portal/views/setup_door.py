"""The door of the set-up: open while the installation is empty, for who brought the code from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from danbiet.kit import clock
from danbiet.kit.limits import Window
from danbiet.org.actions import installing
from danbiet.org.enums import SetupStep
from danbiet.org.models import Installation
from danbiet.org.queries import installation, may_go_to, next_step

from ..forms import CodeForm

OPENED = "danbiet_setup"
GUESSES = Window(
    most=20, seconds=600
)  # wrong ones of everybody together, in each web process: a code has 60 bits


class SetupRequest(HttpRequest):
    """A request of who sets the installation up (for types only)."""

    row: Installation
    on: date
    at: datetime


def setup_view(
    step: SetupStep | None,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in who opened the wizard with the code, once every step before this one is done (None: all of them).

    404 before the set-up was begun and once it is over: then there is no such page. The view finds `request.row`, `.on`, `.at`.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @sensitive_post_parameters()
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            row = open_installation()
            if not request.session.get(OPENED):
                return redirect("portal:setup")
            ahead = next_step(row)
            if not (may_go_to(row, step) if step is not None else ahead is None):
                return redirect(step_url(ahead or SetupStep.PROVINCE))
            asked = cast(SetupRequest, request)
            asked.row, asked.at = row, clock.now()
            asked.on = clock.local(asked.at).date()
            answer = view(asked)
            answer.headers["Cache-Control"] = "private, no-store"
            return answer

        return guarded

    return decorate


def open_installation() -> Installation:
    """The installation while it is being set up; 404 at all other times."""
    row = installation()
    if row is None or row.set_up_at is not None:
        raise Http404
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code; who brought it goes on with the first step that is not done."""
    row = open_installation()
    if request.session.get(OPENED):
        ahead = next_step(row)
        return redirect(step_url(ahead) if ahead else reverse("portal:setup-end"))
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        if GUESSES.is_over("all", second=at.timestamp()):
            form.add_error("code", _("Too many wrong codes. Try again in ten minutes."))
            status = 429
        elif installing.use_code(form.cleaned_data["code"], at=at):
            request.session.cycle_key()
            request.session[OPENED] = True
            return redirect("portal:setup")
        else:
            GUESSES.note("all", second=at.timestamp())
            form.add_error(
                "code",
                _("This is not the code, or it has been used. “danbiet setup” shows a new one at any time."),
            )
    answer = render(
        request, "portal/setup/enter.html", {"form": form, "has_begun": bool(row.steps_done)}, status=status
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def step_url(step: SetupStep) -> str:
    """The address of a step."""
    return reverse(f"portal:setup-{step.name.lower()}")


def show(request: SetupRequest, step: SetupStep | None, template: str, **context: Any) -> HttpResponse:
    """The step's page with all steps around it; None is the last page."""
    return render(request, f"portal/setup/{template}.html", {**frame(request.row, step), **context})


def frame(row: Installation, step: SetupStep | None) -> dict[str, Any]:
    """What every page of the wizard shows around its content."""
    every = list(SetupStep)
    steps = [
        {
            "label": one.label, "is_done": one.value in row.steps_done, "is_current": one is step,
            "url": step_url(one) if may_go_to(row, one) else "",
        }
        for one in every
    ]  # fmt: skip
    place = every.index(step) if step else len(every)
    steps.append(
        {"label": _("What comes next"), "is_done": False, "is_current": step is None, "url": "" if next_step(row) else reverse("portal:setup-end")}
    )  # fmt: skip
    return {
        "steps": steps, "number": place + 1, "count": len(steps), "step_label": steps[place]["label"],
        "back_url": step_url(every[place - 1]) if place else "",
    }  # fmt: skip


def go_on(request: SetupRequest, step: SetupStep, words: str = "") -> HttpResponse:
    """Note the step as done and go to the one after it."""
    installing.finish_step(step)
    messages.success(request, words or _("Saved."))
    every = list(SetupStep)
    place = every.index(step) + 1
    return redirect(step_url(every[place]) if place < len(every) else reverse("portal:setup-end"))
