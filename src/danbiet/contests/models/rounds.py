from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.encrypted import EncryptedTextField

from ..enums import PublicationKind, PublicationState, RoundEventKind, RoundState
from .contest import Contest


# RoundEvent is what happened to a round in public: the history needs another name.
@pghistory.track(model_name="RoundHistory", obj_field=pghistory.ObjForeignKey(related_name="history"))
class Round(models.Model):
    """A window of a contest, half-open; written when the rules are sealed. Only a RoundEvent moves its end."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="rounds")
    key = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=120)
    number = models.PositiveSmallIntegerField()  # from 1, in the order of the rules
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # when `contests.close_rounds` was done with it
    state = models.CharField(
        _("state"), max_length=12, choices=RoundState.choices, default=RoundState.PLANNED
    )

    class Meta:
        verbose_name = pgettext_lazy("contest", "round")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "key"], name="contests_round_once"),
            models.UniqueConstraint(fields=["contest", "number"], name="contests_round_number"),
            models.CheckConstraint(name="contests_round_forward", condition=Q(opens_at__lt=F("closes_at"))),
            # Ranges alone, because the embedded PostgreSQL has no btree_gist: the contest as a range of one number.
            ExclusionConstraint(
                name="contests_rounds_apart",
                expressions=[
                    (
                        Func(F("contest"), F("contest"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("opens_at"), F("closes_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="begins_as_sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.opens_at IS DISTINCT FROM NEW.opens_at OR OLD.key IS DISTINCT FROM NEW.key"
                    " OR OLD.number IS DISTINCT FROM NEW.number OR OLD.contest_id IS DISTINCT FROM NEW.contest_id"
                ),
            ),
            pgtrigger.Trigger(
                name="ends_by_event",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.closes_at IS DISTINCT FROM NEW.closes_at"),
                func=(
                    "IF NEW.closes_at <= OLD.closes_at OR NOT EXISTS (SELECT 1 FROM contests_roundevent e"
                    " WHERE e.round_id = NEW.id AND e.closes_at = NEW.closes_at)"
                    " THEN RAISE EXCEPTION 'a round ends later by an event only'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundEvent(models.Model):
    """What was done to a round while it could be seen. Only added; an extension moves the round's end by itself."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=RoundEventKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closes_at = models.DateTimeField(null=True, blank=True)  # the new end
    reason = models.TextField(_("reason"))
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="contests_event_end",
                condition=Q(kind="extended", closes_at__isnull=False, is_public=True)
                | (~Q(kind="extended") & Q(closes_at__isnull=True)),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="moves_the_end",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.kind = 'extended'"),
                func=(
                    "UPDATE contests_round SET closes_at = NEW.closes_at"
                    " WHERE id = NEW.round_id AND closes_at < NEW.closes_at;"
                    " IF NOT FOUND THEN RAISE EXCEPTION 'an extension ends later than what stands'; END IF;"
                    " RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class RoundSecret(models.Model):
    """The 32 bytes (hex) papers are drawn from, and their seal. Written once; shown after the round."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="secret")
    secret = EncryptedTextField()
    hash = models.CharField(max_length=64)  # calc.commitments.seal_secret
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="written_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.hash IS DISTINCT FROM NEW.hash OR OLD.round_id IS DISTINCT FROM NEW.round_id"
                    " OR OLD.secret IS DISTINCT FROM NEW.secret OR OLD.revealed_at IS NOT NULL"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round_id)


class Publication(models.Model):
    """Files made of a round: standings or a bundle. What was ready and final stays; a correction is the next number."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=12, choices=PublicationKind.choices)
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    folder = models.CharField(max_length=200, blank=True)
    root = models.CharField(max_length=64, blank=True)  # of the tree of receipts
    figures = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=PublicationState.choices, default=PublicationState.MAKING)
    progress = models.PositiveSmallIntegerField(default=0)  # percent

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "number"], name="contests_publication_once"),
            models.CheckConstraint(name="contests_publication_percent", condition=Q(progress__lte=100)),
        ]
        triggers = [
            pgtrigger.Protect(
                name="final_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state = 'ready' AND OLD.kind IN ('final', 'bundle')"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind} {self.number}"


@pghistory.track()
class Winner(models.Model):
    """Who holds a prize of a round: a person or a unit."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="winners")
    prize = models.CharField(max_length=40)
    group = models.CharField(max_length=40)  # the audience or the block
    entrant = models.ForeignKey(
        "contests.Entrant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "prize", "entrant"], name="contests_winner_person_once"),
            models.UniqueConstraint(fields=["round", "prize", "unit"], name="contests_winner_unit_once"),
            models.CheckConstraint(
                name="contests_winner_one",
                condition=Q(entrant__isnull=True, unit__isnull=False)
                | Q(entrant__isnull=False, unit__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.prize}"


class Certificate(models.Model):
    """A certificate of a prize. Who knows its code (it stands on the paper) sees what it says; gone with the prize.

    `holder` is the name as printed, emptied with the contacts; then the code still says which prize it was.
    """

    winner = models.OneToOneField(Winner, on_delete=models.CASCADE, related_name="certificate")
    code = models.CharField(max_length=12, unique=True)  # 60 random bits, Crockford's base 32
    holder = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contests_certificate_code", condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{12}$")
            )
        ]

    def __str__(self) -> str:
        return self.code
