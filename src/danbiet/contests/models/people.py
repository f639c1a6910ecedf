from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danbiet.kit.encrypted import EncryptedTextField

from .contest import Audience, Contest


@pghistory.track()
class HeadCount(models.Model):
    """A unit that takes part and how many people it has (0 = not declared). `code` is its name in the bundle."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="head_counts")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    block = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(_("head-count"), default=0)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("head-count")
        constraints = [
            models.UniqueConstraint(fields=["contest", "unit"], name="contests_head_count_once"),
            models.UniqueConstraint(fields=["contest", "code"], name="contests_head_count_code"),
            models.CheckConstraint(
                name="contests_head_count_code_form", condition=Q(code__regex=r"^[A-Za-z0-9-]{1,40}$")
            ),
            models.CheckConstraint(
                name="contests_head_count_declared",
                condition=Q(count=0) | Q(declared_by__isnull=False, declared_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sealed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.frozen_at IS NOT NULL"),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Entrant(models.Model):
    """A person in a contest, as a code that means nothing. One person, one row: `unique_hash` is the judge.

    HMAC-SHA-256 with the contest's pepper over what the rules call unique; emptied when the person is erased. Written by
    `play` too, many at once: no foreign key to contest and audience is held by the database, because each check would lock
    the one row all of them share. Nothing deletes a contest that is sealed.
    """

    contest = models.ForeignKey(
        Contest, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    audience = models.ForeignKey(
        Audience, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    unit = models.CharField(max_length=40, blank=True, db_default="")  # HeadCount.code
    code = models.CharField(max_length=10)
    unique_hash = models.BinaryField(max_length=32, null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    has_guardian_consent = models.BooleanField(default=False, db_default=False)
    consent_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "unique_hash"], name="contests_entrant_one_person"),
            models.UniqueConstraint(fields=["contest", "code"], name="contests_entrant_one_code"),
            models.CheckConstraint(
                name="contests_entrant_code", condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{10}$")
            ),
            models.CheckConstraint(
                name="contests_entrant_erased",
                condition=Q(erased_at__isnull=False, unique_hash__isnull=True, user__isnull=True)
                | Q(erased_at__isnull=True, unique_hash__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Contact(models.Model):
    """How to reach an entrant; deleted at erasure or when the contest's retention ends. Each look is in `audit`."""

    entrant = models.OneToOneField(
        Entrant, primary_key=True, on_delete=models.CASCADE, related_name="contact"
    )
    name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    email = EncryptedTextField(_("mail"), blank=True)
    birth_on = EncryptedTextField(_("date of birth"), blank=True)  # ISO date
    address = EncryptedTextField(_("address"), blank=True)
    guardian = EncryptedTextField(_("guardian"), blank=True)

    def __str__(self) -> str:
        return str(self.pk)
