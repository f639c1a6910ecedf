"""What screens of every part share: the way from the home page, reaching a thing, saying no."""

from __future__ import annotations

from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

Thing = TypeVar("Thing")


def from_home(*steps: tuple[str, str] | str) -> list[dict[str, str]]:
    """Crumbs of a public page: (label, url) pairs below the home page, the last step is where one is."""
    way = [{"label": _("Home"), "url": reverse("portal:home")}]
    for step in steps:
        label, url = (step, "") if isinstance(step, str) else step
        way.append({"label": label, "url": url})
    return way


def found(thing: Thing | None) -> Thing:
    """The thing, or a page saying that there is none."""
    if thing is None:
        raise Http404
    return thing


def must(allowed: bool, reason: str = "") -> None:  # noqa: FBT001 - reads as a sentence: must(may_edit_plan(…))
    """Go on only when it is allowed; a page saying why (403) otherwise."""
    if not allowed:
        raise PermissionDenied(reason or _("Your role does not allow this."))


def said_no(request: HttpRequest, refusal: Exception) -> None:
    """Tell the person why nothing was done."""
    messages.error(request, str(refusal))
