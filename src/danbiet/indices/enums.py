from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where an edition stands; follows from its days and from publication, no job is needed."""

    COMING = "coming", _("Not open yet")
    SELF = "self", _("Self-assessment")
    APPRAISAL = "appraisal", _("Appraisal")
    REPLY = "reply", _("Replies of the units")
    COUNCIL = "council", pgettext_lazy("index", "Council")
    CLOSED = "closed", _("To be published")
    PUBLISHED = "published", pgettext_lazy("index", "Published")


class Window(models.TextChoices):
    """What can be extended."""

    SELF = "self", _("Self-assessment")
    APPRAISAL = "appraisal", _("Appraisal")
    REPLY = "reply", _("Replies of the units")
    COUNCIL = "council", pgettext_lazy("index", "Council")


class OrderState(models.TextChoices):
    """Where the publication of a large edition stands."""

    WAITING = "waiting", pgettext_lazy("index", "Being published")
    DONE = "done", pgettext_lazy("index", "Published")
    FAILED = "failed", _("Failed")


class EvidenceKind(models.TextChoices):
    FILE = "file", _("File")
    LINK = "link", _("Web address")
    PLATFORM = "platform", _("On the platform")


class Step(models.TextChoices):
    """Who changed points."""

    SELF = "self", _("Unit")
    APPRAISAL = "appraisal", _("Appraisal")
    COUNCIL = "council", pgettext_lazy("index", "Council")
    EXEMPTION = "exemption", _("Exemption")
