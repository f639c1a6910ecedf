from django.db import models
from django.utils.translation import gettext_lazy as _


class LockKind(models.TextChoices):
    """Why somebody cannot sign in."""

    LEFT = "left", _("Holds no role any more")
    DECISION = "decision", _("Locked by decision")


class TicketKind(models.TextChoices):
    """A way in that works once."""

    CODE = "code", _("Printed code")
    INVITATION = "invitation", _("Invitation by mail")
    RESET = "reset", _("Link for a forgotten password")


SEEN = "danbiet_seen"  # in a session: when its browser was last written down
