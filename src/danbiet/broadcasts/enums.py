from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChannelKind(models.TextChoices):
    """How something reaches people. Its value is the facet `form` of what was aired."""

    TV = "tv", _("Television")
    RADIO = "radio", _("Radio")
    LOUDSPEAKER = "loudspeaker", _("Commune loudspeakers")
    NEWSPAPER = "newspaper", pgettext_lazy("channel", "Newspaper")
    PORTAL = "portal", _("Web portal")
    SOCIAL = "social", _("Social network page")


class Language(models.TextChoices):
    VI = "vi", _("Vietnamese")
    KM = "km", _("Khmer")
    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class ProgrammeKind(models.TextChoices):
    COLUMN = "column", pgettext_lazy("programme", "Column")
    THEMATIC = "thematic", _("Thematic programme")
    SPOT = "spot", pgettext_lazy("programme", "Spot")


class EpisodeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("episode", "In preparation")
    READY = "ready", pgettext_lazy("episode", "Ready")
    AIRED = "aired", pgettext_lazy("episode", "Aired")
    CANCELLED = "cancelled", pgettext_lazy("episode", "Cancelled")


class AiringState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("airing", "Planned")
    CONFIRMED = "confirmed", pgettext_lazy("airing", "Aired")
    CORRECTED = "corrected", pgettext_lazy("airing", "Aired, corrected")
    NOT_AIRED = "not_aired", pgettext_lazy("airing", "Not aired")


COUNTING = (AiringState.CONFIRMED, AiringState.CORRECTED)


class AiringSource(models.TextChoices):
    """How the platform learned that it was aired."""

    CLICK = "click", _("confirmed by the broadcaster")
    LOG = "log", _("station's log")
    TYPED = "typed", _("typed by hand")


class ImportState(models.TextChoices):
    READ = "read", pgettext_lazy("log", "To be looked at")
    TAKEN = "taken", pgettext_lazy("log", "Taken over")
    DROPPED = "dropped", pgettext_lazy("log", "Put aside")
