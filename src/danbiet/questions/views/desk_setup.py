"""What is set up: fields of life, limits of working days, snippets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import setup
from ..actions.refusals import QuestionRefusal
from ..enums import IntakeChannel
from ..forms.desk_bulk import LimitForm, SnippetForm, TopicForm
from ..queries import topics as ask
from .desk_doors import crumbs, on_form, unit_choices


def _desk_only(request: DeskRequest) -> None:
    must(may.may_set_up(request.rights), _("Only the intake desk sets this up."))


@require_safe
@desk_view
def topic_list(request: DeskRequest) -> HttpResponse:
    """Fields with their usual agency and how many questions stand under them; limits by channel and field."""
    _desk_only(request)
    tree = request.rights.tree
    context = {
        "topics": [(one, tree.full_name(one.unit_id) if one.unit_id else "") for one in ask.topics_with_counts()],
        "limits": [(one, str(IntakeChannel(one.channel).label) if one.channel else "") for one in ask.limits()],
        "crumbs": crumbs(here=_("Fields and limits")),
    }  # fmt: skip
    return render(request, "questions/desk/topics.html", context)


@desk_view
def topic_edit(request: DeskRequest, pk: int = 0) -> HttpResponse:
    """A field, new without a number."""
    _desk_only(request)
    topic = ask.topic_at(pk) if pk else None
    if pk and topic is None:
        raise Http404
    start = {
        "name": topic.name, "hint": topic.hint, "unit": topic.unit_id, "order": topic.order, "is_active": topic.is_active,
    } if topic else {}  # fmt: skip
    form = TopicForm(request.POST or None, initial=start, units=unit_choices(request.rights), auto_id="lv-%s")

    def keep(said: dict[str, Any]) -> None:
        setup.save_topic(
            pk or None, name=said["name"], hint=said["hint"], unit_id=said["unit"], order=said["order"],
            is_active=said["is_active"], by=request.user, at=request.at,
        )  # fmt: skip

    return _edited(
        request, form, keep, title=topic.name if topic else _("New field"), back="questions:topic-list", above=_("Fields and limits"),
        drop_url=reverse("questions:topic-drop", args=[pk]) if pk else "",
    )  # fmt: skip


@desk_view
def limit_edit(request: DeskRequest, pk: int = 0) -> HttpResponse:
    """A limit, new without a number. It holds for what comes in from now on."""
    _desk_only(request)
    limit = ask.limit_at(pk) if pk else None
    if pk and limit is None:
        raise Http404
    start = {
        "channel": limit.channel, "topic": limit.topic_id, "working_days": limit.working_days.normalize(), "basis": limit.basis,
    } if limit else {}  # fmt: skip
    form = LimitForm(request.POST or None, initial=start, topics=ask.topic_choices(), auto_id="han-%s")

    def keep(said: dict[str, Any]) -> None:
        setup.save_limit(
            pk or None, channel=said["channel"], topic_id=said["topic"], working_days=said["working_days"], basis=said["basis"],
            by=request.user, at=request.at,
        )  # fmt: skip

    return _edited(
        request, form, keep, title=_("Limit") if limit else _("New limit"), back="questions:topic-list", above=_("Fields and limits"),
        drop_url=reverse("questions:limit-drop", args=[pk]) if pk else "",
    )  # fmt: skip


@require_safe
@desk_view
def snippet_list(request: DeskRequest) -> HttpResponse:
    """The sentences of one's units and of the whole province."""
    must(may.may_write_snippets(request.rights))
    rights = request.rights
    rows = [
        (
            one,
            rights.tree.full_name(one.unit_id) if one.unit_id else _("The whole province"),
            may.may_write_snippet(rights, one.unit_id),
        )
        for one in ask.snippets_of(rights.units_held())
    ]
    return render(
        request, "questions/desk/snippets.html", {"rows": rows, "crumbs": crumbs(here=_("Ready sentences"))}
    )


@desk_view
def snippet_edit(request: DeskRequest, pk: int = 0) -> HttpResponse:
    """A snippet, new without a number."""
    rights = request.rights
    must(may.may_write_snippets(rights))
    snippet = ask.snippet_at(pk) if pk else None
    if pk and snippet is None:
        raise Http404
    if snippet is not None:
        must(may.may_write_snippet(rights, snippet.unit_id), _("This snippet is another unit's."))
    own = [one for one in unit_choices(rights, rights.units_held()) if may.may_write_snippet(rights, one[0])]
    start: dict[str, Any] = {"unit": own[0][0] if own and not may.may_set_up(rights) else None}
    if snippet:
        start = {"unit": snippet.unit_id, "key": snippet.key, "title": snippet.title, "body": snippet.body}
    form = SnippetForm(
        request.POST or None, initial=start, units=own, may_all=may.may_set_up(rights), auto_id="mc-%s"
    )

    def keep(said: dict[str, Any]) -> None:
        setup.save_snippet(
            pk or None,
            unit_id=said["unit"],
            key=said["key"],
            title=said["title"],
            body=said["body"],
            by=request.user,
            at=request.at,
        )

    return _edited(
        request, form, keep, title=snippet.title if snippet else _("New snippet"), back="questions:snippet-list", above=_("Ready sentences"),
        drop_url=reverse("questions:snippet-drop", args=[pk]) if pk else "",
    )  # fmt: skip


def _edited(
    request: DeskRequest,
    form: Any,
    keep: Callable[[dict[str, Any]], None],
    *,
    title: str,
    back: str,
    above: str,
    drop_url: str,
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                keep(form.cleaned_data)
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                messages.success(request, _("Kept."))
                return HttpResponseRedirect(reverse(back))
        status = 422
    context = {
        "form": form, "title": title, "back_url": reverse(back), "drop_url": drop_url,
        "crumbs": crumbs((above, reverse(back)), here=title),
    }  # fmt: skip
    return render(request, "questions/desk/setup_edit.html", context, status=status)


def _dropped(request: DeskRequest, drop: Callable[..., None], pk: int, back: str) -> HttpResponse:
    try:
        drop(pk, by=request.user, at=request.at)
    except QuestionRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Deleted."))
    return HttpResponseRedirect(reverse(back))


@desk_view
@require_POST
def topic_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a field nobody used."""
    _desk_only(request)
    return _dropped(request, setup.drop_topic, pk, "questions:topic-list")


@desk_view
@require_POST
def limit_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a limit away."""
    _desk_only(request)
    return _dropped(request, setup.drop_limit, pk, "questions:topic-list")


@desk_view
@require_POST
def snippet_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a snippet."""
    snippet = ask.snippet_at(pk)
    if snippet is None:
        raise Http404
    must(may.may_write_snippet(request.rights, snippet.unit_id), _("This snippet is another unit's."))
    return _dropped(request, setup.drop_snippet, pk, "questions:snippet-list")
