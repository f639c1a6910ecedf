from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.panels import PublishingPanel as SchedulePanel
from wagtail.models import Page

from danbiet.cms.fields import BodyField
from danbiet.kit.text import fold_words

from ..blocks import BODY
from ..enums import Audience, ChangeKind, Language, SectionKind
from ..registry import preview_of, tester_for
from .sections import Addressed, SectionPage

LONGEST_SLUG = 80


class AfterPublication(MultiFieldPanel):
    """Asked only of pages that readers saw before."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.first_published_at is not None and bool(super().is_shown())


class PublicPage(Addressed, Page):
    """What every page for readers has: whose it is, for whom, in which language, which task of a plan it fulfils."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences, shown in lists and by search engines."),
    )
    byline = models.CharField(_("author"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    original = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("translation of"),
        help_text=_("The page this one translates; readers go from one to the other."),
    )
    task = models.ForeignKey(
        "plans.Task",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("task of the plan"),
        help_text=_("Once published, the page counts for this task."),
    )
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.ALL)
    cover = models.ForeignKey(
        "cms.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover picture"),
    )
    body = BodyField(BODY, blank=True, verbose_name=_("text of the page"))
    dated_on = models.DateField(
        _("date shown"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Empty: the day of publication. An earlier day for what appeared elsewhere before."),
    )
    correction = models.TextField(
        _("correction"),
        blank=True,
        help_text=_(
            "What was wrong and is right now. Readers see it below the text, with the date, after publication."
        ),
    )

    change = models.CharField(
        _("kind of change"),
        max_length=10,
        choices=ChangeKind.choices,
        blank=True,
        help_text=_("Readers saw this page before: whoever publishes says what the new version is."),
    )

    section_kind: ClassVar[SectionKind]  # where pages of this class may stand
    measure: ClassVar[str] = ""  # what a publication counts as
    parent_page_types = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy = ["dated_on", "correction", "change", "first_published_at", "last_published_at"]
    show_in_menus_default = False
    own_panels: ClassVar[list[Any]] = []  # what a class asks for besides, between summary and cover

    class Meta:
        abstract = True

    @classmethod
    def get_edit_handler(cls) -> Any:
        """Two tabs: what readers read, and what the office has to know."""
        if "_bound_handler" not in cls.__dict__:
            tabs = [
                ObjectList(
                    [
                        FieldPanel("title"),
                        FieldPanel("summary"),
                        *cls.own_panels,
                        FieldPanel("cover"),
                        FieldPanel("body"),
                    ],
                    heading=_("Content"),
                ),
                ObjectList([*cls.particulars(), SchedulePanel()], heading=_("Particulars")),
            ]
            handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
            cls._bound_handler = handler.bind_to_model(cls)
        return cls._bound_handler

    @classmethod
    def particulars(cls) -> list[Any]:
        return [
            MultiFieldPanel(
                [FieldPanel("unit"), FieldPanel("byline"), FieldPanel("task"), FieldPanel("audience")],
                heading=_("Who writes, for whom"),
            ),
            FieldRowPanel([FieldPanel("language"), FieldPanel("dated_on")], heading=_("Language and date")),
            FieldPanel("original"),
            AfterPublication(
                [FieldPanel("change"), FieldPanel("correction")], heading=_("After the first publication")
            ),
        ]

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Only below a section of its kind."""
        return _holds(parent, cls.section_kind) and bool(super().can_create_at(parent))

    def can_move_to(self, parent: Any) -> bool:
        return _holds(parent, self.section_kind) and bool(super().can_move_to(parent))

    def permissions_for_user(self, user: Any) -> Any:
        return tester_for(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return preview_of(request, self)

    def get_admin_display_title(self) -> str:
        """What readers know the page by, once they do: the title of a draft is for those who may open it."""
        return str(self.title if self.live else super().get_admin_display_title())

    def clean(self) -> None:
        """Refuses a page without title, a translation of itself or into the same language, a cover nobody can hear."""
        super().clean()
        if not self.title.strip():
            raise ValidationError({"title": gettext("A page needs a title.")})
        if self.original_id is not None:
            self._check_original()
        if self.cover is not None and not self.cover.description.strip():
            raise ValidationError(
                {
                    "cover": gettext(
                        "The cover picture has no description. Open the picture and write one first."
                    )
                }
            )

    def _check_original(self) -> None:
        original = self.original.specific if self.original else None
        if not isinstance(original, PublicPage) or original.pk == self.pk:
            raise ValidationError(
                {"original": gettext("Only another item of the portal can be the original.")}
            )
        if original.language == self.language:
            raise ValidationError({"original": gettext("The original is written in the same language.")})

    def _set_core_field_defaults(self) -> None:
        """The address follows the title until the first publication, and stays for ever afterwards."""
        if self.first_published_at is None and self.path:
            self.slug = self._get_autogenerated_slug(slug_of(self.title))
        super()._set_core_field_defaults()


def slug_of(title: str) -> str:
    """The title as an address: no diacritics, đ as d, at most 80 characters and whole words. Khmer has no such form: "trang"."""
    words: list[str] = []
    for word in fold_words(title):
        if not word.isascii():
            continue
        if len("-".join([*words, word])) > LONGEST_SLUG:
            break
        words.append(word)
    return "-".join(words) or "trang"


def _holds(parent: Any, kind: SectionKind) -> bool:
    above = parent.specific
    return isinstance(above, SectionPage) and above.kind == kind


class Correction(models.Model):
    """What was put right after publication, for readers to see. Never part of a draft: an old version cannot take it away."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("date"))
    text = models.TextField(_("what was corrected"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.text}"
