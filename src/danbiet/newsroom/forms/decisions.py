"""What the holder of a text says about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..actions.approving import check_words
from ..actions.refusals import Incomplete
from ..enums import ChangeKind, Decision, StepKind


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
