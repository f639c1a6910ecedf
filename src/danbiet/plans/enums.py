from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    """submit – return – issue: the path of every plan (`withdrawn` takes an issued plan back)."""

    DRAFT = "draft", pgettext_lazy("paper", "Draft")
    SUBMITTED = "submitted", _("Waiting for the head")
    RETURNED = "returned", _("Returned")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    AMENDED = "amended", _("Put into the plan")  # an amendment once it is issued


class AssignmentRole(models.TextChoices):
    LEAD = "lead", _("Leads")
    SUPPORT = "support", _("Supports")


class Share(models.TextChoices):
    """Why a task stands in a unit's own plan."""

    OWN = "own", _("Own task")
    LEAD = "lead", _("Leads")
    SUPPORT = "support", _("Supports")


class Comparison(models.TextChoices):
    AT_LEAST = ">=", _("at least")
    EXACTLY = "=", _("exactly")
    AT_MOST = "<=", _("at most")


class Per(models.TextChoices):
    ONCE = "once", _("in all")
    WEEK = "week", _("per week")
    MONTH = "month", _("per month")
    QUARTER = "quarter", _("per quarter")
    YEAR = "year", _("per year")


class Recurrence(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Every year")
    CONTINUOUS = "continuous", _("Continuously")


class EvidenceState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("paper", "Draft")
    SUBMITTED = "submitted", _("Waiting for acceptance")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EvidenceKind(models.TextChoices):
    ARTICLE = "article", _("News or article")
    AIRING = "airing", _("Airing")
    VIDEO = "video", _("Video")
    MEETING = "meeting", _("Meeting")
    LEAFLET = "leaflet", _("Leaflet")
    LOUDSPEAKER = "loudspeaker", _("Loudspeaker programme")
    CONTEST = "contest", _("Contest")
    TRAINING = "training", _("Training")
    INSPECTION = "inspection", _("Inspection")
    DOCUMENT = "document", pgettext_lazy("evidence", "Document")
    POSTER = "poster", _("Poster or banner")
    SOCIAL = "social", _("Social network post")
    OTHER = "other", _("Other")


class Language(models.TextChoices):
    VIETNAMESE = "vi", _("Vietnamese")
    KHMER = "km", _("Khmer")
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class ProofKind(models.TextChoices):
    FILE = "file", pgettext_lazy("evidence", "File")
    PHOTO = "photo", _("Photo")
    LINK = "link", _("Link")


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("paper", "Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class ImportState(models.TextChoices):
    READ = "read", _("Read, not yet taken over")
    TAKEN = "taken", _("Taken over")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Refused")


class FundSource(models.TextChoices):
    """Where the money for a task comes from."""

    STATE = "state", _("State budget")
    UNIT = "unit", _("The unit's own funds")
    PROGRAMME = "programme", _("Another programme or project")
    SPONSOR = "sponsor", _("Donations, private funds")
    OTHER = "other", _("Other source")


class UrgingLevel(models.IntegerChoices):
    """How urgent a letter is: each further letter of a year to the same unit is one sharper."""

    REMIND = 1, _("Reminder")
    URGE = 2, _("Urging")
    REPRIMAND = 3, _("Reprimand")


class LetterState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("paper", "Draft")
    ISSUED = "issued", _("Issued")


class CorrectionState(models.TextChoices):
    """A correction after locking: asked for by the unit, allowed or refused by the reform office, done once the evidence is decided."""

    ASKED = "asked", pgettext_lazy("correction", "Asked for")
    ALLOWED = "allowed", pgettext_lazy("correction", "Allowed")
    REFUSED = "refused", pgettext_lazy("correction", "Refused")
    DONE = "done", pgettext_lazy("correction", "Done")


class TaskStatus(models.TextChoices):
    """Computed, never stored. Each has a word and a shape."""

    DONE = "done", _("Done")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OVERDUE = "overdue", _("Overdue")
    WAITING = "waiting", _("Waiting")
    NOT_STARTED = "not_started", _("Not started")
