from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..enums import ModelField, NominationState, SectionKind
from .page import PublicPage


class GoodModelPage(PublicPage):
    """A way of working that other units may take over: nominated by a unit, verified, published, adopted."""

    field = models.CharField(
        _("field"), max_length=16, choices=ModelField.choices, default=ModelField.PROCEDURES
    )
    nominated_by = models.ForeignKey(
        "org.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("nominated by"),
    )

    is_creatable = False  # by hand only through a verified nomination
    section_kind = SectionKind.MODELS
    measure = "models_published"
    own_panels = [FieldRowPanel([FieldPanel("field"), FieldPanel("nominated_by")])]

    class Meta:
        verbose_name = _("good model")
        verbose_name_plural = _("good models")


class Nomination(models.Model):
    """A unit puts a way of working forward; the reform office above it verifies or declines; verified, its page is begun."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    title = models.CharField(_("name of the model"), max_length=200)
    field = models.CharField(_("field"), max_length=16, choices=ModelField.choices)
    summary = models.TextField(_("summary"), max_length=600)
    description = models.TextField(_("how it is done"))
    results = models.TextField(_("what it brought"))
    state = models.CharField(
        max_length=10, choices=NominationState.choices, default=NominationState.WAITING, db_index=True
    )
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(_("what was checked"), blank=True)
    page = models.OneToOneField(
        GoodModelPage, null=True, on_delete=models.SET_NULL, related_name="nomination"
    )

    class Meta:
        verbose_name = _("nomination")
        ordering = ["-nominated_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=NominationState.WAITING) | models.Q(decided_at__isnull=False),
                name="newsroom_verdict_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Adoption(models.Model):
    """A unit took a good model over: when, and with which result."""

    model = models.ForeignKey(GoodModelPage, on_delete=models.CASCADE, related_name="adoptions")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    on = models.DateField(_("date"))
    result = models.TextField(_("result"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("adoption")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["model", "unit"], name="newsroom_adopted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
