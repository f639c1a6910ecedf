"""What one person may do with one page, in the words Wagtail asks it in."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wagtail.models import Page, PagePermissionTester

from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

from ..queries.pages import was_ever_published
from .sentences import (
    may_correct,
    may_edit_sections,
    may_enter,
    may_publish,
    may_write,
    rights_today,
    units_to_publish,
    units_to_write,
)


class PageTester(PagePermissionTester):
    """Every answer follows from the roles of the day and the page's unit; being a Django superuser gives nothing."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.rights: Rights = rights_today(user)
        self.permissions = self._permissions()

    @cached_property
    def unit_id(self) -> int | None:
        """The page's unit; a section and the portal have none."""
        return getattr(self.page, "unit_id", None)

    @cached_property
    def is_section(self) -> bool:
        return not hasattr(type(self.page), "unit_id")

    def _permissions(self) -> set[str]:
        """The words Wagtail itself compares with: what may be done at this place of the tree."""
        if not may_enter(self.rights):
            return set()
        if self.is_section:
            found = {"add"} if units_to_write(self.rights) else set()
            found |= {"publish"} if units_to_publish(self.rights) else set()
            return found | ({"change"} if may_edit_sections(self.rights) else set())
        found = {"change", "lock", "unlock"} if may_correct(self.rights, self.unit_id) else set()
        return found | ({"publish"} if may_publish(self.rights, self.unit_id) else set())

    def can_add_subpage(self) -> bool:
        specific = self.page.specific_class
        return (
            "add" in self.permissions
            and specific is not None
            and any(model.can_create_at(self.page) for model in specific.creatable_subpage_models())
        )

    def can_edit(self) -> bool:
        if self.page_is_root:
            return False
        return "change" in self.permissions

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Drafts that no reader ever saw. What was published is archived by unpublishing: it was counted and cited."""
        if self.page_is_root or self.is_section:
            return False
        return may_write(self.rights, self.unit_id) and not was_ever_published(self.page)

    def can_publish(self) -> bool:
        return not self.page_is_root and not self.is_section and "publish" in self.permissions

    def can_unpublish(self) -> bool:
        """The head who may publish; and the province's reform office, when something must go at once."""
        if not self.page.live or self.page_is_root or self.is_section or self.page_locked():
            return False
        return self.can_publish() or is_province_office(self.rights)

    def can_publish_subpage(self) -> bool:
        """At a section, before the new page's unit is known; the form asks again with the unit."""
        return self.is_section and "publish" in self.permissions

    def can_set_view_restrictions(self) -> bool:
        return False  # a page is either before everybody or a draft

    def can_lock(self) -> bool:
        return not self.is_section and super().can_lock()

    def can_reorder_children(self) -> bool:
        return self.is_section and may_edit_sections(self.rights)

    def can_move(self) -> bool:
        """Moving changes a published page's address: who may publish it, or write it while it is a draft."""
        if self.page_is_root or self.is_section:
            return False
        return self.can_publish() if self.page.live else may_write(self.rights, self.unit_id)

    def can_move_to(self, destination: Page) -> bool:
        """Any section that holds such pages: the page keeps its unit, so who leads the unit need not write there."""
        if not self.can_move() or destination.is_descendant_of(self.page):
            return False
        return bool(self.page.is_child_of(destination) or self.page.specific.can_move_to(destination))

    def can_copy(self) -> bool:
        """What cannot be begun by hand (a good model) is not begun by copying either."""
        is_begun_by_hand = self.page.specific_class is not None and self.page.specific_class.is_creatable
        return not self.is_section and is_begun_by_hand and may_write(self.rights, self.unit_id)

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:  # noqa: FBT001, FBT002 - as above
        return not self.is_section and super().can_copy_to(destination, recursive)

    def can_view_revisions(self) -> bool:
        return self.can_edit()

    def can_submit_for_moderation(self) -> bool:
        return not self.is_section and self.can_edit() and super().can_submit_for_moderation()
