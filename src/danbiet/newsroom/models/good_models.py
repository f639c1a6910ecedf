from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..enums import ModelField, SectionKind
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

    section_kind = SectionKind.MODELS
    measure = "models_published"
    own_panels = [FieldRowPanel([FieldPanel("field"), FieldPanel("nominated_by")])]

    class Meta:
        verbose_name = _("good model")
        verbose_name_plural = _("good models")


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
