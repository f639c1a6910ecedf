"""What editors fill in. Choices follow from their roles of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from danbiet.org.models import Unit

from .actions.approving import check_words
from .actions.refusals import Incomplete
from .enums import ChangeKind, Decision, StepKind
from .permissions import Rights, may_publish, rights_today, units_to_write
from .registry import task_choices, task_labels


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


class NoteForm(forms.Form):
    """A word along with an approval, if one is wanted (Wagtail's modal; the name `comment` is Wagtail's)."""

    comment = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(forms.Form):
    """Why a text goes back (Wagtail's modal; the name `comment` is Wagtail's)."""

    comment = forms.CharField(
        label=_("Reason for returning"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why the text goes back: the author reads it.")},
    )


class DecisionForm(forms.Form):
    """What the holder of a step decides. Only what the step and the page ask for is offered."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect, choices=Decision.choices)
    go_live_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
        help_text=_("Only for a publication at a time; the hour of Vietnam."),
    )
    change = forms.ChoiceField(
        label=_("What is the new version?"),
        required=False,
        widget=forms.RadioSelect,
        choices=ChangeKind.choices,
    )
    correction = forms.CharField(
        label=_("Note of correction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only for a correction: what was wrong and is right now. Readers see it with the date."),
    )
    reason = forms.CharField(
        label=_("Reason for returning"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only for a return; the author reads it."),
    )

    def __init__(self, *args: Any, step: str, is_known: bool, **kwargs: Any) -> None:
        """`is_known`: readers saw another version of the page before."""
        super().__init__(*args, **kwargs)
        is_review = step == StepKind.REVIEW
        if is_review:
            self.fields["decision"].choices = [  # type: ignore[attr-defined]
                (Decision.NOW.value, _("Pass on to the head")),
                (Decision.RETURN.value, Decision.RETURN.label),
            ]
            del self.fields["go_live_at"]
        if is_review or not is_known:
            del self.fields["change"], self.fields["correction"]
        else:
            self.fields["change"].required = self.data.get("decision") != Decision.RETURN

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        decision = said.get("decision")
        if decision == Decision.RETURN and not said.get("reason", "").strip():
            self.add_error("reason", gettext("Say why the text goes back: the author reads it."))
        if decision == Decision.LATER and "go_live_at" not in self.errors:
            self._check_moment(said.get("go_live_at"))
        if (
            decision in {Decision.NOW, Decision.LATER}
            and "change" in self.fields
            and "change" not in self.errors
        ):
            self._check_change(said)
        return said

    def _check_moment(self, moment: Any) -> None:
        if moment is None or moment <= timezone.now():
            self.add_error("go_live_at", gettext("Choose a moment in the future."))

    def _check_change(self, said: dict[str, Any]) -> None:
        try:
            check_words(said.get("change") or "", said.get("correction") or "")
        except Incomplete as missing:
            self.add_error(missing.field, str(missing))


class PasswordAgain(forms.Form):
    """Who opened a link from a letter says the password of that very account."""

    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "current-password"}), strip=False
    )
