from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The two instruments of satisfaction, whose figures are never compared (domain.md 4.1), and a short poll of what people know."""

    TRANSACTIONS = "transactions", _("Transactions of a unit")
    HOUSEHOLDS = "households", _("Households by commune")
    AWARENESS = "awareness", _("Awareness of the programme")


class Factor(models.TextChoices):
    ACCESS = "access", _("Access to the service")
    PROCEDURES = "procedures", pgettext_lazy("factor", "Administrative procedures")
    STAFF = "staff", _("Staff who handle the file")
    RESULTS = "results", _("Result of the service")
    FEEDBACK = "feedback", _("Receiving and handling of feedback")
    AWARENESS = "awareness", _("Awareness of the programme")
    ABOUT = "about", _("About yourself")  # questions of fact


SHORT = {
    Factor.ACCESS: pgettext_lazy("factor", "Access"), Factor.PROCEDURES: pgettext_lazy("factor", "Procedures"),
    Factor.STAFF: pgettext_lazy("factor", "Staff"), Factor.RESULTS: pgettext_lazy("factor", "Results"),
    Factor.FEEDBACK: pgettext_lazy("factor", "Feedback"), Factor.AWARENESS: pgettext_lazy("factor", "Awareness"),
    Factor.ABOUT: pgettext_lazy("factor", "About yourself"),
}  # fmt: skip  # heads of wide tables


class Layer(models.TextChoices):
    """What a question asks for; only satisfaction makes the index."""

    PERCEPTION = "perception", _("Perception")
    SATISFACTION = "satisfaction", pgettext_lazy("layer", "Satisfaction")
    EXPECTATION = "expectation", _("Expectation")
    FACT = "fact", _("Fact")  # answered by one of its own options: for skip rules and quotas


class Stage(models.TextChoices):
    """Where a campaign stands; follows from its days and from publication, no job is needed."""

    COMING = "coming", pgettext_lazy("survey", "Being prepared")
    FIELD = "field", _("In the field")
    CLOSED = "closed", pgettext_lazy("survey", "To be published")
    PUBLISHED = "published", pgettext_lazy("survey", "Published")


class Outcome(models.TextChoices):
    """How an attempt to reach somebody ended."""

    ANSWERED = "answered", pgettext_lazy("contact", "Answered")
    ABSENT = "absent", _("Not reached")
    LATER = "later", _("To be called on again")
    REFUSED = "refused", _("Does not want to")
    GONE = "gone", _("Moved away or not found")


class Channel(models.TextChoices):
    CODE = "code", _("By code, by oneself")
    PAPER = "paper", _("On paper, keyed twice")
    FILE = "file", pgettext_lazy("survey", "From a file")
