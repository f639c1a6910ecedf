from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..calc.moves import OPEN
from ..enums import IntakeChannel, SpokenLanguage, State


class Topic(models.Model):
    """A field of life questions are about (hộ tịch, đất đai …), with the agency that usually answers."""

    key = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    hint = models.CharField(_("what belongs here"), max_length=200, blank=True)
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = pgettext_lazy("question", "field")
        verbose_name_plural = pgettext_lazy("question", "fields")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class TimeLimit(models.Model):
    """Working days an answer may take, per channel and field; the closest fitting rule wins (calc.clock.limit_for)."""

    channel = models.CharField(_("channel"), max_length=12, choices=IntakeChannel.choices, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    working_days = models.DecimalField(_("working days"), max_digits=4, decimal_places=1)  # in halves
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "topic"], name="questions_limit_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="questions_limit_sane", condition=Q(working_days__gte="0.5", working_days__lte=120)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel or '*'} / {self.topic_id or '*'}: {self.working_days}"


class Question(models.Model):
    """What a citizen asked, as officials and later everybody may read it: never a word that says who asked.

    `subject` and `text` are masked from the first moment; the words as they came are in `Asker`, encrypted. No history by
    trigger: what happened is told by `Event`, and old wordings could hold what was masked later.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)  # CH-2021-0417
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    link_nonce = models.CharField(max_length=32, editable=False)  # another one makes the old secret link void
    sent_key = models.CharField(
        max_length=64, null=True, unique=True, editable=False
    )  # one form, one question
    channel = models.CharField(_("channel"), max_length=12, choices=IntakeChannel.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=SpokenLanguage.choices, default=SpokenLanguage.VI
    )
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    is_masked_checked = models.BooleanField(default=False)  # a person has looked at what masking proposed
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.NEW)
    state_before = models.CharField(
        max_length=12, choices=State.choices, blank=True
    )  # where give_info leads back to
    intake_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    may_publish = models.BooleanField(_("the text may be published"), default=False)
    may_name = models.BooleanField(_("the asker may be named"), default=False)
    may_air = models.BooleanField(_("may go on air"), default=False)

    received_at = models.DateTimeField(_("received"))
    limit_days = models.DecimalField(_("limit in working days"), max_digits=4, decimal_places=1)
    extra_days = models.DecimalField(
        _("extension in working days"), max_digits=4, decimal_places=1, default=0
    )
    due_at = models.DateTimeField(
        _("due")
    )  # computed by calc.clock; written again when calendar or pauses change
    routed_at = models.DateTimeField(null=True, blank=True)
    told_at = (
        models.DateTimeField()
    )  # last time the asker was told something: the 7 working days count from here
    answered_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(max_length=12, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)  # 1 to 5
    rating_reason = models.TextField(blank=True)  # masked
    rated_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the officer who wrote it down for somebody
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="questions_number_once"),
            models.CheckConstraint(
                name="questions_rating_range", condition=Q(rating__isnull=True) | Q(rating__range=(1, 5))
            ),
            models.CheckConstraint(
                name="questions_lead_known",
                condition=Q(lead__isnull=False) | ~Q(state__in=["routed", "in_work", "in_approval"]),
            ),
            models.CheckConstraint(
                name="questions_readable_state",
                condition=Q(published_at__isnull=True) | ~Q(state__in=["answered", "closed", "withdrawn"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["lead", "due_at"],
                name="questions_queue",
                condition=Q(state__in=["routed", "in_work", "in_approval"]),
            ),
            models.Index(
                fields=["intake_unit", "due_at"],
                name="questions_desk",
                condition=Q(state__in=["new", "info_wanted", "accepted", "sent_back"]),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="questions_readable",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(fields=["id"], name="questions_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["lead", "received_at"], name="questions_by_agency"),
            models.Index(fields=["received_at"], name="questions_received"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    @property
    def is_readable(self) -> bool:
        """Whether everybody reads it: published, or reopened since with the earlier answer left standing."""
        return self.published_at is not None

    @property
    def is_answered_again(self) -> bool:
        """Whether readers see the earlier answer while another one is being written."""
        return self.is_readable and self.state in OPEN


class Pause(models.Model):
    """A time in which the clock stands still: waiting for the asker, or for a reason the desk wrote down."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    is_for_asker = models.BooleanField(default=False)

    class Meta:
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], name="questions_one_open_pause", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="questions_pause_forward",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.began_at:%Y-%m-%d}"


class Event(models.Model):
    """Something that happened to a question: only added, never changed. Holds nothing the asker wrote and no contact."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    verb = models.CharField(max_length=24)  # calc.moves, and "clock_moved", "identity_opened", "aired" …
    from_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    actor = models.CharField(max_length=8, default="system")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # an official's words; masked like everything else
    is_public = models.BooleanField(default=False)  # shown to the asker
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.verb}"


class QuestionFile(models.Model):
    """A file that came with a question or an answer. An asker's file is for the desk and the agency, never public by itself."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("media.StoredFile", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)  # "Ảnh 1": the name it came with may name somebody
    is_from_asker = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)  # only files of an answer
    is_for_agency = models.BooleanField(default=False)  # the desk has looked at it
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="questions_asker_file_private", condition=Q(is_from_asker=False) | Q(is_public=False)
            )
        ]

    def __str__(self) -> str:
        return self.label


class InternalNote(models.Model):
    """What colleagues tell each other; never published, never shown to the asker."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("note"))
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
