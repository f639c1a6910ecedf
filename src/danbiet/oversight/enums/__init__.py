"""Words of this app: kinds and states of requests and incidents, and what the trail's verbs, kinds and columns are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import FIELDS
from .kinds import KINDS
from .verbs import VERBS

__all__ = ["FIELDS", "KINDS", "VERBS", "IncidentKind", "ProofKind", "RequestKind"]


class RequestKind(models.TextChoices):
    """What a person may ask of whoever holds their data (law 91/2025/QH15)."""

    SEE = "see", _("See what is held")
    CORRECT = "correct", _("Correct it")
    ERASE = "erase", _("Erase it")


class ProofKind(models.TextChoices):
    """How a person showed who they are. Nothing of it is copied."""

    CARD = "card", _("Showed the citizen's card at the desk")
    VNEID = "vneid", _("Showed VNeID at the desk")
    CALL = "call", _("Called back at the number that is held")
    LETTER = "letter", _("Wrote from the mail address that is held")
    GUARDIAN = "guardian", _("Guardian or authorised person, with the paper that says so")


class IncidentKind(models.TextChoices):
    """What happened to personal data."""

    LOST = "lost", _("Lost or destroyed")
    SEEN = "seen", _("Seen by who may not")
    TAKEN = "taken", _("Taken away or made public")
    CHANGED = "changed", _("Changed by who may not")
