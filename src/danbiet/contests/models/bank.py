from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.encrypted import EncryptedTextField

from ..enums import ItemImportState, ItemState, VersionState
from .contest import Contest

SEALED_COLUMNS = ("item_id", "number", "text", "options", "key", "is_fixed", "source", "salt", "commitment")


def _holds(template: str, *columns: str) -> Func:
    """A condition of the database's own words."""
    return Func(*[F(column) for column in columns], template=template, output_field=models.BooleanField())


class Bank(models.Model):
    """The items an audience's papers are drawn from. `sections` names the keys of its sections."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="banks")
    key = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=120)
    sections = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("contest", "bank")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "key"], name="contests_bank_once"),
            models.CheckConstraint(name="contests_bank_key", condition=Q(key__regex=r"^[a-z0-9-]{1,40}$")),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Item(models.Model):
    """One item through all its wordings. Its key is unique in the contest, because the pool has all banks in one list."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="+")
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.ACTIVE)
    section = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    # The wording that may be drawn: the last one approved.
    current = models.ForeignKey(
        "contests.ItemVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "key"], name="contests_item_once"),
            models.CheckConstraint(name="contests_item_key", condition=Q(key__regex=r"^[a-z0-9-]{1,40}$")),
            models.CheckConstraint(
                name="contests_item_section", condition=Q(section__regex=r"^[a-z0-9-]{0,40}$")
            ),
            models.CheckConstraint(name="contests_item_level", condition=Q(level__range=(1, 3))),
        ]
        triggers = [
            # Bank, section and level are in the item's seal too.
            pgtrigger.Protect(
                name="sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.frozen_at IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*"),
            ),
            pgtrigger.Protect(
                name="sealed_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.frozen_at IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ItemVersion(models.Model):
    """A wording of an item: text, options, which of them are right (from 0, ascending), and who answers for it.

    `digest` and `shingles` find equal and nearly equal ones (calc.likeness). Salt is hex, written when it is sealed.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=VersionState.choices, default=VersionState.DRAFT)
    text = models.TextField(pgettext_lazy("contest item", "question"))
    options = models.JSONField()
    key = ArrayField(models.PositiveSmallIntegerField())
    is_fixed = models.BooleanField(_("the options keep their order"), default=False)
    source = models.CharField(_("legal source"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.TextField(blank=True)
    salt = EncryptedTextField(blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    shingles = ArrayField(models.IntegerField(), default=list)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="contests_version_once"),
            models.CheckConstraint(
                name="contests_version_options",
                condition=_holds("jsonb_array_length(%(expressions)s) BETWEEN 2 AND 8", "options"),
            ),
            models.CheckConstraint(
                name="contests_version_key", condition=_holds("cardinality(%(expressions)s) > 0", "key")
            ),
            models.CheckConstraint(
                name="contests_version_key_within",
                condition=Func(
                    F("options"),
                    F("key"),
                    arg_joiner=") > ALL (",  # jsonb_array_length(options) > ALL (key)
                    function="jsonb_array_length",
                    output_field=models.BooleanField(),
                ),
            ),
            models.CheckConstraint(
                name="contests_version_two_persons",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("author")),
            ),
            models.CheckConstraint(
                name="contests_version_reviewed",
                condition=Q(state__in=["draft", "proposed"])
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="contests_version_sealed",
                condition=~Q(state__in=["frozen", "revealed"]) | (~Q(salt="") & ~Q(commitment="")),
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="contests_version_digest")]
        triggers = [
            pgtrigger.Protect(
                name="sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state IN ('frozen', 'revealed') AND (NEW.state NOT IN ('frozen', 'revealed') OR "
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in SEALED_COLUMNS)
                    + ")"
                ),
            ),
            pgtrigger.Protect(
                name="sealed_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state IN ('frozen', 'revealed')"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ItemImport(models.Model):
    """A file of items handed in: what was read of it, line by line, before anything is taken over."""

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=12)  # calc.intake.FORMS
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)  # items as read, with their place in the file
    problems = models.JSONField(default=list)  # what could not be read, with its place
    state = models.CharField(max_length=8, choices=ItemImportState.choices, default=ItemImportState.READ)
    taken = models.PositiveIntegerField(default=0)  # how many became items
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
