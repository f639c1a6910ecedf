from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import OrderState, Window
from .criteria import CriteriaSet


@pghistory.track()
class Edition(models.Model):
    """The index of a year for some ranking groups. Its days are whole days in Vietnam, the last one included.

    `units_on`: names, places in the tree and groups of the units are those of that day.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=200)
    office = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")  # whose edition it is
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")
    units_on = models.DateField(_("units as of"))
    self_from = models.DateField(_("self-assessment from"))
    self_until = models.DateField(_("self-assessment until"))
    appraisal_until = models.DateField(_("appraisal until"))
    reply_until = models.DateField(_("replies until"))
    council_until = models.DateField(_("council until"))
    grades = models.JSONField(default=list, blank=True)  # [[per cent, name], …]
    seed = models.BigIntegerField()  # of the rank intervals, recorded before anything is scored
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("edition of the index")
        ordering = ["-year", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "name"], name="indices_edition_once"),
            models.CheckConstraint(
                name="indices_days_in_order",
                condition=Q(self_from__lte=F("self_until"))
                & Q(self_until__lt=F("appraisal_until"))
                & Q(appraisal_until__lt=F("reply_until"))
                & Q(reply_until__lt=F("council_until")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WindowChange(models.Model):
    """A window that was made longer, in public; only added."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    window = models.CharField(max_length=10, choices=Window.choices)
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="indices_only_later", condition=Q(after__gt=F("before")))]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.window} {self.after}"


@pghistory.track()
class Participant(models.Model):
    """A unit in an edition, as it was called on the edition's day. `signed_at`: its head stands for the sheet."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="participants")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    group = models.CharField(max_length=120)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["group", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit"], name="indices_unit_once"),
            models.UniqueConstraint(fields=["edition", "code"], name="indices_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Exemption(models.Model):
    """A row of any level that does not apply to a unit: its maximum leaves the denominator."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="exemptions")
    number = models.CharField(max_length=12)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["participant", "number"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "number"], name="indices_exempted_once")
        ]

    def __str__(self) -> str:
        return self.number


class DomainAppraiser(models.Model):
    """Who appraises a domain of an edition beside its office: the people of a unit, e.g. Sở Tài chính for public finance."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="appraisers")
    number = models.CharField(max_length=12)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number", "unit"], name="indices_appraiser_once"),
            models.CheckConstraint(
                name="indices_appraiser_of_domain", condition=Q(number__regex=r"^[1-9][0-9]*$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"


class PublicationOrder(models.Model):
    """That a large edition is to be published, by whom and since when: the figures are reckoned in the background.

    `on`: the day it was ordered, which the publication is counted on. `attempts`: how often the job began.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="orders")
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=OrderState.choices, default=OrderState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["edition", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state="waiting"), name="indices_one_order_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.state}"


class Publication(models.Model):
    """What was published: `calc.published` as it was on that day, never changed. A correction is the next number."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField(encoder=DjangoJSONEncoder)  # decimals as text
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="indices_publication_once")]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"


class PublishedUnit(models.Model):
    """A unit's part of a publication on its own, so that its page reads no others; written with the publication and never changed.

    `medians`: of its ranking group, by number of the domain. `count`: units in the group.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=80)
    group = models.CharField(max_length=120)
    count = models.PositiveIntegerField()
    medians = models.JSONField(encoder=DjangoJSONEncoder)
    figures = models.JSONField(encoder=DjangoJSONEncoder)  # as in the publication, decimals as text

    class Meta:
        ordering = ["publication", "code"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "code"], name="indices_published_unit_once")
        ]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.code}"


class PublishedFile(models.Model):
    """The decision of a publication as readers get it, made once after publication."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=4)  # docx, pdf, xlsx
    file = models.ForeignKey("media.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["publication", "form"]
        constraints = [models.UniqueConstraint(fields=["publication", "form"], name="indices_form_once")]

    def __str__(self) -> str:
        return f"{self.publication} {self.form}"
