from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from .enums import DayOverrideKind, OrderState, ReorganisationKind, Role, UnitKind


class Unit(models.Model):
    """A body that exists for a time. Everything that can change (name, code, place) is in its versions."""

    key = models.CharField(
        max_length=80, unique=True
    )  # stable name for files and tests, never shown, never reused
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.key


def code_hash() -> Func:
    """PostgreSQL's stable hash of the code, as a number for range constraints."""
    return Func(F("code"), Value(0), function="hashtextextended", output_field=models.BigIntegerField())


class TreeStamp(models.Model):
    """One row whose word is another after every change to units, so that a process knows whether its copy of the tree holds.

    A random word, not a number: what a rolled-back transaction wrote must never come again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="org_one_tree_stamp", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.stamp)


def stamp_the_tree() -> pgtrigger.Trigger:
    """After any statement that changes the table, bulk and raw ones too."""
    return pgtrigger.Trigger(
        name="stamp",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=(
            "INSERT INTO org_treestamp (id, stamp) VALUES (1, gen_random_uuid())"
            " ON CONFLICT (id) DO UPDATE SET stamp = EXCLUDED.stamp; RETURN NULL;"
        ),
    )


class Installation(models.Model):
    """Whose site this is and how far it is set up: one row, made when an empty installation starts or the demonstration is loaded.

    What it says of the province holds for the unit that carries `code`; what a unit is called on other days is in its versions.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code = models.CharField(_("code"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    committee = models.CharField(_("People's Committee"), max_length=200, blank=True)
    symbol = models.CharField(_("sign in document numbers"), max_length=20, blank=True)
    place = models.CharField(_("place in document heads"), max_length=100, blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("office hours"), max_length=100, blank=True)
    editor = models.CharField(_("responsible for the content"), max_length=200, blank=True)
    logo = models.BinaryField(null=True)  # a small PNG: goes with the database's backup and needs no file
    logo_mark = models.CharField(
        max_length=16, blank=True
    )  # of its content: another logo has another address
    code_hash = models.CharField(max_length=64, blank=True)  # of the set-up code not used yet
    steps_done = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    set_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="org_one_installation", condition=Q(id=1))]
        triggers = [stamp_the_tree()]  # a tree that is kept in memory carries these words with it

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class UnitVersion(models.Model):
    """How a unit was called and where it stood during a span of days (half-open, [from, to))."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    valid = DateRangeField(_("valid"))
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=60, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("unit version")
        ordering = ["order", "name"]
        constraints = [
            # Ranges alone, because the embedded PostgreSQL has no btree_gist: the unit as a range of one number.
            ExclusionConstraint(
                name="org_no_overlapping_versions",
                expressions=[
                    (Func(F("unit"), F("unit"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            # Codes are used again, but never by two units on one day. A code enters as the range of its one 64-bit hash.
            ExclusionConstraint(
                name="org_one_unit_per_code",
                expressions=[
                    (
                        Func(code_hash(), code_hash(), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=~Q(code=""),
            ),
            models.CheckConstraint(name="org_version_not_empty", condition=Q(valid__isempty=False)),
            models.CheckConstraint(
                name="org_version_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("unit"))
            ),
        ]
        indexes = [models.Index(fields=["code"], name="org_version_code")]
        triggers = [stamp_the_tree()]

    def __str__(self) -> str:
        return self.name


class Reorganisation(models.Model):
    """An event on a date that ends, begins or changes units: merger, split, renaming, move, dissolution."""

    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=12, choices=ReorganisationKind.choices)
    title = models.CharField(_("title"), max_length=300)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    is_date_certain = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("reorganisation")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.title}"


class Succession(models.Model):
    """One predecessor's part in one successor. A dissolved unit has a row without successor, a new one without predecessor."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="org_succession_once",
                fields=["reorganisation", "predecessor", "successor"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="org_succession_names_a_unit",
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


@pghistory.track(exclude=["record"])
class ReorganisationOrder(models.Model):
    """Events of one day under one decision: planned, put in force on the day, undone while nothing newer builds on it.

    `steps` and `choices`: calc.orders. `record`: what was written when it came into force, for taking it back exactly.
    """

    on = models.DateField(_("date"))
    title = models.CharField(_("title"), max_length=300)
    basis = models.CharField(_("number and symbol of the decision"), max_length=200, blank=True)
    basis_on = models.DateField(_("date of the decision"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=OrderState.choices, default=OrderState.PLANNED
    )
    steps = models.JSONField(default=list)
    choices = models.JSONField(default=dict, blank=True)  # who takes over what nobody is named for, items
    source = models.CharField(_("file"), max_length=255, blank=True)
    problem = models.TextField(blank=True)  # why the night's job could not put it in force
    record = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # cancelled or undone
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("decision on units")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="org_order_in_force_since", condition=~Q(state="applied") | Q(applied_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.title}"


@pghistory.track()
class Custody(models.Model):
    """Who has the papers and the open work of a unit that is gone, from a day on (ADR 0037).

    Plans, evidence, reports and sheets keep the name they were written under; rights over them are the taker's.
    """

    order = models.ForeignKey(ReorganisationOrder, on_delete=models.PROTECT, related_name="custodies")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="org_custody_of_another", condition=~Q(unit=F("taker")))]
        triggers = [stamp_the_tree()]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.taker_id}"


@pghistory.track()
class ItemCustody(models.Model):
    """Who goes on with a single paper of a unit that was divided or is gone, where it is not whoever has the rest (ADR 0045).

    `item` is the row's id in the app that registered the kind.
    """

    order = models.ForeignKey(ReorganisationOrder, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    item = models.PositiveBigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "item", "unit"], name="org_item_custody_once")]
        triggers = [stamp_the_tree()]

    def __str__(self) -> str:
        return f"{self.kind} {self.item} → {self.taker_id}"


class RankingGroup(models.Model):
    """Units ranked against each other."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("ranking group")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class UnitYear(models.Model):
    """What is fixed for a unit in a year: whom it is ranked against and how many people it has."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    ranking_group = models.ForeignKey(
        RankingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    headcount = models.PositiveIntegerField(_("head-count"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="org_unit_year_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


@pghistory.track()
class Membership(models.Model):
    """A person's role in a unit from a day to a day (half-open; no end = still)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="org_membership_has_days",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
            models.UniqueConstraint(fields=["user", "unit", "role", "starts_on"], name="org_membership_once"),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="org_membership_unit")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"


@pghistory.track()
class StandIn(models.Model):
    """Somebody acts for another during a leave (half-open): what the holder may do, the deputy may do as well."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(name="org_stand_in_has_days", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(name="org_stand_in_is_another", condition=~Q(holder=F("deputy"))),
        ]
        indexes = [models.Index(fields=["deputy", "ends_on"], name="org_stand_in_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.holder}"


@pghistory.track()
class FactorRule(models.Model):
    """Who holds this role anywhere must have a second factor to work on the desk."""

    role = models.CharField(_("role"), max_length=10, choices=Role.choices, unique=True)

    def __str__(self) -> str:
        return self.role


@pghistory.track()
class DayOverride(models.Model):
    """A day the Government or the province decided otherwise than the shipped calendar says."""

    on = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=DayOverrideKind.choices)
    reason = models.CharField(_("reason"), max_length=200)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("calendar exception")
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.reason}"
