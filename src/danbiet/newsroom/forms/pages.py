"""What editors fill in. Choices follow from their roles of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from danbiet.org.models import Unit

from ..actions.approving import check_words
from ..actions.refusals import Incomplete
from ..permissions import Rights, may_publish, rights_today, units_to_write
from ..registry import task_choices, task_labels


class UnitChoice(forms.ModelChoiceField):
    """Units by the names they have today."""

    def __init__(self, *, rights: Rights, unit_ids: set[int], **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.filter(pk__in=unit_ids), **kwargs)
        order = [unit.id for unit in rights.tree if unit.id in unit_ids]
        order += sorted(unit_ids - set(order))
        names = [(unit_id, rights.tree.full_name(unit_id)) for unit_id in order]
        self.choices = names if self.required and len(names) == 1 else [("", "---------"), *names]
        self.widget.choices = self.choices


class PublicPageForm(WagtailAdminPageForm):
    """The form of every page for readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rights: Rights = rights_today(self.for_user)
        self._offer_units()
        self._offer_tasks()

    def _offer_units(self) -> None:
        """The units the person writes for; a page stays where it is when they may only correct it."""
        if "unit" in self.fields:
            units = units_to_write(self.rights) | ({self.instance.unit_id} - {None})
            self.fields["unit"] = UnitChoice(
                rights=self.rights, unit_ids=units, label=self.fields["unit"].label, required=True
            )
            if self.instance.unit_id is None:
                home = self.rights.home_unit_id
                self.initial["unit"] = home if home in units else next(iter(sorted(units)), None)
        every = {unit.id for unit in self.rights.tree}
        for name in ("issuer_unit", "nominated_by"):
            if name in self.fields:
                units = every | ({getattr(self.instance, f"{name}_id")} - {None})
                self.fields[name] = UnitChoice(
                    rights=self.rights, unit_ids=units, label=self.fields[name].label, required=False
                )

    def _offer_tasks(self) -> None:
        if "task" not in self.fields:
            return
        offered = task_choices(self.rights, on=self.rights.on)
        known = {task_id for task_id, _ in offered}
        kept = self.instance.task_id
        if kept is not None and kept not in known:
            offered = [(kept, task_labels([kept]).get(kept, (str(kept), ""))[0]), *offered]
        self.fields["task"].queryset = self.fields["task"].queryset.filter(pk__in=[pk for pk, _ in offered])
        self.fields["task"].choices = [("", "---------"), *offered]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        unit = cleaned.get("unit")
        if "action-publish" in self.data and unit is not None and not may_publish(self.rights, unit.pk):
            self.add_error(
                "unit",
                gettext("Only the head of this unit publishes its pages. Send it for approval instead."),
            )
        if self._is_publishing() and self.instance.first_published_at is not None:
            self._check_change(cleaned)
        dated_on = cleaned.get("dated_on")
        if dated_on is not None and dated_on > self.rights.on:
            self.add_error("dated_on", ValidationError(gettext("The date shown cannot lie in the future.")))
        return cleaned

    def _is_publishing(self) -> bool:
        """Publishing directly, or approving with Wagtail's button while the form is open."""
        approves = (
            self.data.get("workflow-action-name") == "approve" and "action-workflow-action" in self.data
        )
        return "action-publish" in self.data or approves

    def _check_change(self, cleaned: dict[str, Any]) -> None:
        """Readers saw the page before: whoever publishes says what the new version is (`actions.check_change` has the last
        word, on every way)."""
        try:
            check_words(str(cleaned.get("change") or ""), str(cleaned.get("correction") or ""))
        except Incomplete as missing:
            self.add_error(missing.field, str(missing))


class DraftCopyForm(CopyForm):
    """A copy is a draft and goes the way of all texts. No alias either: it would be a second page for the same count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
