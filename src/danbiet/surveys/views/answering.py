"""Answering by oneself on a phone: the code, one long page, thanks. No script, no cookie, no account; nobody keeps these pages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.kit import clock
from danbiet.kit.networks import network_of
from danbiet.org.queries import tree
from danbiet.org.views import from_home

from ..actions.answering import answer_by_code
from ..actions.refusals import SurveyRefusal
from ..calc.codes import cleaned
from ..enums import Factor, Kind, Stage
from ..forms.answers import AnswersForm, CodeForm, asked_when, field_of
from ..models import Item
from ..queries import campaigns as ask
from ..storages import TRIES

BEGUN = "danbiet.surveys.begun"
LONGEST = 6 * 3600  # seconds: a page left open over night says nothing of how long somebody thought


def _secret(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Not stored, not indexed, no referrer."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _prepared(request: HttpRequest) -> None:
    request.is_secret = True  # type: ignore[attr-defined]  # the layout counts no visit and names no address
    request.units = tree(clock.today())  # type: ignore[attr-defined]


@csrf_exempt  # no cookie says who one is; the code does
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Where the code is typed in."""
    _prepared(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        invited, busy = _invited(request, code)
        if busy is not None:
            return busy
        if invited is not None:
            return _secret(request, HttpResponseRedirect(reverse("surveys:answer", args=[code])))
        form.add_error("code", _("There is no such code. Please compare it with your slip."))
    return _door(request, form)


def _door(request: HttpRequest, form: CodeForm, *, notice: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "notice": notice,
        "crumbs": from_home(
            (_("Satisfaction"), reverse("surveys:public-list")), pgettext("survey", "Take part")
        ),
    }
    return _secret(request, render(request, "surveys/public/door.html", context, status=status))


def _invited(request: HttpRequest, code: str) -> tuple[ask.Invited | None, HttpResponse | None]:
    """(what the code opens, the page for who tried too many). Only codes that are none are counted."""
    second, network = time.time(), network_of(request)
    if TRIES.is_over(network, second=second):
        wait = TRIES.wait(second=second)
        words = _("Too many codes that do not exist came from your network. Please try again in %(minutes)s minutes.") % {
            "minutes": wait // 60 + 1
        }  # fmt: skip
        busy = _door(request, CodeForm(), notice=words, status=429)
        busy.headers["Retry-After"] = str(wait)
        return None, busy
    invited = ask.invited_by(code) if code else None
    if invited is None:
        TRIES.note(network, second=second)
    return invited, None


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of a code. What was chosen is there again when something is missing; a second press sends it as it is."""
    _prepared(request)
    code = cleaned(code)
    invited, busy = _invited(request, code)
    if busy is not None:
        return busy
    if invited is None:
        return _door(
            request,
            CodeForm(),
            notice=_("There is no such code. Please compare it with your slip."),
            status=404,
        )
    campaign = invited.campaign
    if invited.is_used:
        return _door(request, CodeForm(), notice=_("This code has been used: each one counts once. Thank you!"), status=410)  # fmt: skip
    stage = ask.stage_of(campaign, on=clock.today())
    if stage != Stage.FIELD:
        words = _("This survey takes answers from %(first)s to %(last)s.") % {
            "first": f"{campaign.from_on:%d/%m/%Y}", "last": f"{campaign.until_on:%d/%m/%Y}",
        }  # fmt: skip
        return _door(request, CodeForm(), notice=words, status=410)
    items = ask.items_of(campaign.questionnaire_id)
    form = AnswersForm(request.POST or None, items=items)
    refused = ""
    open_items: list[Item] = []
    if request.method == "POST" and form.is_valid():
        open_items = form.open_items()
        if not open_items or "gui_luon" in request.POST:
            try:
                answer_by_code(code, form.answers(), seconds=_seconds(request), on=clock.today())
            except SurveyRefusal as refusal:
                refused = str(refusal)
            else:
                return _secret(request, HttpResponseRedirect(reverse("surveys:thanks")))
    return _page(request, invited, items, form, open_items=open_items, refused=refused)


def _page(
    request: HttpRequest, invited: ask.Invited, items: Sequence[Item], form: AnswersForm, *, open_items: Sequence[Item], refused: str
) -> HttpResponse:  # fmt: skip
    missing = {item.number for item in open_items}
    labels = dict(Factor.choices)
    groups: list[dict[str, Any]] = []
    for item in items:
        if not groups or groups[-1]["key"] != item.factor:
            groups.append({"key": item.factor, "name": labels.get(item.factor, item.factor), "questions": []})
        groups[-1]["questions"].append(
            (item, form[field_of(item)], item.number in missing, asked_when(item, items))
        )
    context = {
        "campaign": invited.campaign, "is_poll": invited.campaign.kind == Kind.AWARENESS, "row": invited.frame, "form": form, "groups": groups, "open_items": open_items, "refused": refused,
        "total": len(items), "has_rules": any(item.rule for item in items), "begun": request.POST.get("begun") or signing.dumps(int(time.time()), salt=BEGUN),
        "crumbs": from_home((_("Satisfaction"), reverse("surveys:public-list")), pgettext("survey", "Take part")),
    }  # fmt: skip
    return _secret(request, render(request, "surveys/public/answer.html", context))


def _seconds(request: HttpRequest) -> int | None:
    """How long it took; None where the page's own note of its beginning is missing or forged."""
    try:
        begun = int(signing.loads(request.POST.get("begun", ""), salt=BEGUN))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    taken = int(time.time()) - begun
    return taken if 0 <= taken <= LONGEST else None


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """It counts."""
    _prepared(request)
    context = {"crumbs": from_home((_("Satisfaction"), reverse("surveys:public-list")), _("Thank you"))}
    return _secret(request, render(request, "surveys/public/thanks.html", context))
