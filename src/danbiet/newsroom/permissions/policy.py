"""Which pages a person finds in the admin at all: lists, search, reports and choosers ask here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import wagtail.admin.api.views
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from danbiet.kit import clock
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights, holders, tree

from ..queries.pages import portal_page, public_pages_of, sections_and_portal
from .sentences import (
    CORRECTORS,
    may_enter,
    rights_today,
    units_to_correct,
    units_to_publish,
    units_to_write,
)
from .tester import PageTester


class EditorsPolicy(PagePermissionPolicy):
    """Wagtail's policy for pages, answered from roles in units."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether the person may do one of the actions with some page."""
        rights = rights_today(user)
        return may_enter(rights) and any(self._reach(rights, action) for action in actions)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        permissions: set[str] = PageTester(user, instance.specific_deferred).permissions
        return bool(permissions & set(actions))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        rights = rights_today(user)
        if not may_enter(rights):
            return Page.objects.none()
        wanted = set(actions)
        if is_province_office(rights) and wanted & {"add", "change", "lock", "unlock"}:
            return Page.objects.descendant_of(portal_page(), inclusive=True)
        units: set[int] = set()
        for action in wanted:
            units |= self._reach(rights, action)
        return public_pages_of(units)

    def users_with_any_permission_for_instance(
        self,
        actions: Iterable[str],
        instance: Any,
        include_superusers: bool = True,  # noqa: FBT001, FBT002 - Wagtail's signature
    ) -> QuerySet[Any]:
        """People of the page's unit and of those above it: who may be told of it."""
        on = clock.today()
        units = tree(on)
        unit_id = getattr(instance.specific_deferred, "unit_id", None)
        if unit_id is None:
            return get_user_model().objects.none()
        above = {unit_id, *(unit.id for unit in units.path(unit_id))}
        people = {holder.user_id for holder in holders(above, *CORRECTORS, on=on)}
        return get_user_model().objects.filter(pk__in=people)

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        return [portal_page()] if may_enter(rights_today(user)) else []

    def explorable_root_instance(self, user: Any) -> Page | None:
        return portal_page() if may_enter(rights_today(user)) else None

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Sections, and the pages of the units the person writes or approves for. Other units' pages are not found."""
        rights = rights_today(user)
        if not may_enter(rights):
            return Page.objects.none()
        if is_province_office(rights):
            return Page.objects.descendant_of(portal_page(), inclusive=True)
        return sections_and_portal() | public_pages_of(units_to_correct(rights))

    def _reach(self, rights: Rights, action: str) -> set[int]:
        if action == "add":
            return units_to_write(rights)
        if action == "publish":
            return units_to_publish(rights)
        if action in {"change", "lock", "unlock", "view"}:
            return units_to_correct(rights)
        return set()


def install() -> None:
    """Put the policy in the place of Wagtail's own, which offers no setting for it: one object asked everywhere, and the
    class that the admin's own API instantiates. What is done with many pages at once would name every page it was given."""
    page_permission_policy.__class__ = EditorsPolicy
    wagtail.admin.api.views.PagePermissionPolicy = EditorsPolicy
    BulkAction.get_actionable_objects = _known_objects


_given_objects = BulkAction.get_actionable_objects


def _known_objects(action: Any) -> tuple[list[Any], dict[str, list[Any]]]:
    """Of what a bulk action was given: those it may be done with, and those it may not. What its person does not find in any
    list is in neither: pages of other units, files of others."""
    allowed, more = _given_objects(action)
    others = more["items_with_no_access"]
    known: set[int] = set()
    if action.model is Page and others:
        found = page_permission_policy.explorable_instances(action.request.user)
        known = set(found.filter(pk__in=[page.pk for page in others]).values_list("pk", flat=True))
    return allowed, {"items_with_no_access": [one for one in others if one.pk in known]}


def page_choices(rights: Rights) -> QuerySet[Page]:
    """Pages a person may point at: what readers see, sections, and the drafts of their own units."""
    if not may_enter(rights):
        return Page.objects.none()
    if is_province_office(rights):
        return Page.objects.all()
    return Page.objects.live() | public_pages_of(units_to_correct(rights))
