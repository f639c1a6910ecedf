"""The rules, step by step. Each step reads its part of a rule set into forms and writes it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.accounts.queries import provider_name

from ..calc.formats.draft import key_of, one_line
from ..enums import EntryWay, PartKind
from .contests import MomentField

Choices = list[tuple[str, Any]]
UNIQUE: Choices = [
    ("phone", pgettext_lazy("contest", "Telephone number")),
    ("name,birth", pgettext_lazy("contest", "Name and date of birth")),
    ("name,birth,phone", pgettext_lazy("contest", "Name, date of birth and telephone number")),
]
RANKING: Choices = [
    ("", "–"), ("correct", pgettext_lazy("ranking", "More right answers")), ("points", pgettext_lazy("ranking", "More points")),
    ("prediction", pgettext_lazy("ranking", "Nearer prediction")), ("time", pgettext_lazy("ranking", "Less time")),
    ("arrived", pgettext_lazy("ranking", "Handed in earlier")), ("lot", pgettext_lazy("ranking", "Lot drawn by the sealed secret")),
]  # fmt: skip
ONE_PRIZE: Choices = [
    ("none", pgettext_lazy("prize", "No bound")), ("round", pgettext_lazy("prize", "One in a round")),
    ("contest", pgettext_lazy("prize", "One in the whole contest")),
]  # fmt: skip


class RowForm(forms.Form):
    """A row of a list: one whose first field is empty is none. A key is made of the name and then kept."""

    leading = "name"
    key = forms.RegexField(r"^[a-z0-9-]{1,40}$", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (choices or {}).items():
            if name in self.fields:
                self.fields[name].choices = options  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        return True  # an emptied row is looked at too: it takes the row out

    @property
    def is_row(self) -> bool:
        return bool(str(self.data.get(self.add_prefix(self.leading), "")).strip())

    def full_clean(self) -> None:
        if self.is_bound and not self.is_row:
            self.cleaned_data = {}
            self._errors = forms.utils.ErrorDict()
            return
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "name" in said:
            said["name"] = one_line(str(said["name"]))
            said["key"] = said.get("key") or key_of(said["name"])
        return said


class GeneralForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    seconds = forms.IntegerField(
        label=_("Seconds for a paper"), min_value=1, max_value=86400, help_text=_("600 are ten minutes.")
    )
    grace_seconds = forms.IntegerField(
        label=_("Seconds allowed for the way"),
        min_value=0,
        max_value=3600,
        help_text=_("An entry that arrives so much later still counts."),
    )
    attempts = forms.IntegerField(
        label=_("Attempts per round"), min_value=0, max_value=1000, help_text=_("0: as many as one likes.")
    )
    counts = forms.ChoiceField(
        label=_("Which attempt counts"),
        choices=[("best", _("The best")), ("first", _("The first")), ("last", _("The last"))],
    )
    at_close = forms.ChoiceField(
        label=_("When the round ends during an attempt"),
        choices=[("finish", _("It may be finished")), ("stop", _("It ends with the round"))],
    )
    mixed = forms.BooleanField(label=_("Questions in mixed order"), required=False)
    options_mixed = forms.BooleanField(label=_("Options in mixed order"), required=False)
    unique = forms.ChoiceField(label=_("What makes two entrants one person"), choices=UNIQUE)
    reveal = forms.ChoiceField(
        label=_("Marks are shown"), choices=[("after_close", _("After the round")), ("at_once", _("At once"))]
    )
    freeze_seconds = forms.IntegerField(
        label=_("Standings stop so many seconds before the end"),
        min_value=0,
        max_value=10**7,
        help_text=_("0: they run to the end."),
    )

    def clean_title(self) -> str:
        return one_line(str(self.cleaned_data["title"]))


class AudienceRow(RowForm):
    name = forms.CharField(label=_("Who"), max_length=120)
    min_age = forms.IntegerField(label=_("Least age"), min_value=0, max_value=120, required=False)
    max_age = forms.IntegerField(label=_("Greatest age"), min_value=0, max_value=120, required=False)
    guardian_below = forms.IntegerField(
        label=_("With a guardian's consent below"), min_value=0, max_value=120, required=False
    )
    entry = forms.ChoiceField(label=_("Comes in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = provider_name()
        # A way chosen before the provider went stays to be seen: the check names it, nobody is let in otherwise unasked.
        is_offered = bool(provider) or self.initial.get("entry") == EntryWay.OIDC
        entry = self.fields["entry"]
        entry.choices = [one for one in EntryWay.choices if is_offered or one[0] != EntryWay.OIDC]  # type: ignore[attr-defined]
        entry.help_text = (
            _("People of this group can sign in at %(provider)s.") % {"provider": provider}
            if provider
            else _("Signing in at a provider of identity (such as VNeID) is offered once one is set up here.")
        )

    def clean_entry(self) -> str:
        return self.cleaned_data["entry"] or EntryWay.OPEN


class RoundRow(RowForm):
    name = forms.CharField(label=_("Round"), max_length=120)
    opens = MomentField(label=_("Opens"))
    closes = MomentField(label=_("Closes"))


class PaperRow(RowForm):
    leading = "bank"
    audience = forms.ChoiceField(label=_("Who"))
    round = forms.ChoiceField(label=_("Round"))
    bank = forms.RegexField(r"^[a-z0-9-]{1,40}$", label=pgettext_lazy("contest", "Bank"))
    section = forms.RegexField(
        r"^[a-z0-9-]{0,40}$", label=pgettext_lazy("contest bank", "Section"), required=False
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("0", _("any")), ("1", "1"), ("2", "2"), ("3", "3")])
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=500)
    points = forms.DecimalField(label=_("Points each"), min_value=0, max_value=10000, decimal_places=2)


class ScoringForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("Points"),
        choices=[("per_item", _("For each right answer")), ("all_or_nothing", _("Only when all are right"))],
    )
    penalty = forms.DecimalField(
        label=_("Taken off for a wrong answer"), min_value=0, max_value=10000, decimal_places=2
    )
    floor = forms.BooleanField(label=_("A paper never gives less than 0"), required=False)
    dropped = forms.ChoiceField(
        label=_("A question that is dropped later"),
        choices=[("credit", _("Counts as right for everybody")), ("void", _("Counts for nobody"))],
    )
    of = forms.ChoiceField(
        label=_("Prediction"), required=False,
        choices=[("", _("None")), ("all_correct", _("How many have everything right")), ("participants", _("How many take part"))],
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("Counted among"),
        choices=[("round", _("Everybody of the round")), ("audience", _("One's own audience"))],
    )


class StepRow(RowForm):
    leading = "within"
    within = forms.IntegerField(label=_("Off by at most"), min_value=0, max_value=10**9)
    points = forms.DecimalField(label=_("Points"), min_value=0, max_value=10000, decimal_places=2)


class RankingForm(forms.Form):
    k1 = forms.ChoiceField(label=_("First"), choices=RANKING[1:])
    k2 = forms.ChoiceField(label=_("Then, if equal"), choices=RANKING, required=False)
    k3 = forms.ChoiceField(label=_("Then, if still equal"), choices=RANKING, required=False)
    k4 = forms.ChoiceField(label=_("Then, if still equal"), choices=RANKING, required=False)
    k5 = forms.ChoiceField(label=_("Then, if still equal"), choices=RANKING, required=False)


class UnitsRulesForm(forms.Form):
    are_ranked = forms.BooleanField(label=_("Units are ranked"), required=False)
    turnout = forms.IntegerField(label=_("Weight of turn-out"), min_value=0, max_value=100, required=False)
    average = forms.IntegerField(
        label=_("Weight of the mean mark"), min_value=0, max_value=100, required=False
    )
    perfect = forms.IntegerField(
        label=_("Weight of the share with everything right"), min_value=0, max_value=100, required=False
    )


class BlockRow(RowForm):
    name = forms.CharField(label=pgettext_lazy("contest", "Block of units"), max_length=120)


class TierRow(RowForm):
    leading = "percent"
    below = forms.IntegerField(
        label=_("Units with fewer people than"), min_value=0, max_value=10**6, required=False
    )
    percent = forms.IntegerField(label=_("need so many percent"), min_value=0, max_value=100)


class PartRow(RowForm):
    name = forms.CharField(label=pgettext_lazy("contest", "Part"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartKind.choices)
    weight = forms.IntegerField(label=_("Weight in percent"), min_value=0, max_value=100)
    is_needed = forms.BooleanField(label=_("a unit is ranked only with it"), required=False)


class PrizeRow(RowForm):
    name = forms.CharField(label=_("Prize"), max_length=120)
    to = forms.ChoiceField(label=_("For"), choices=[("person", _("Persons")), ("unit", _("Units"))])
    of = forms.ChoiceField(label=_("Of"), required=False)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=10000)
    least = forms.DecimalField(
        label=_("Only from so many points"), min_value=0, max_value=10000, decimal_places=2, required=False
    )


class OnePrizeForm(forms.Form):
    person = forms.ChoiceField(label=_("Prizes for one person"), choices=ONE_PRIZE)
    unit = forms.ChoiceField(label=_("Prizes for persons of one unit"), choices=ONE_PRIZE)
