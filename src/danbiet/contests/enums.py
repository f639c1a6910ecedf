from django.db import models
from django.utils.translation import pgettext_lazy


class ContestState(models.TextChoices):
    """Where a contest stands. Whether a round is open follows from the clock, never from here."""

    DRAFT = "draft", pgettext_lazy("contest", "In preparation")
    CHECKED = "checked", pgettext_lazy("contest", "Checked")
    FROZEN = "frozen", pgettext_lazy("contest", "Sealed")
    RUNNING = "running", pgettext_lazy("contest", "Running")
    APPEALS = "appeals", pgettext_lazy("contest", "Complaints")
    FINAL = "final", pgettext_lazy("contest", "Final")
    ARCHIVED = "archived", pgettext_lazy("contest", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("contest", "Cancelled")


class PartKind(models.TextChoices):
    QUIZ = "quiz", pgettext_lazy("contest part", "Quiz")
    VIDEO = "video", pgettext_lazy("contest part", "Video")
    INITIATIVE = "initiative", pgettext_lazy("contest part", "Initiative")


class EntryWay(models.TextChoices):
    """How people of an audience come in."""

    OPEN = "open", pgettext_lazy("contest", "With name and telephone")
    ACCOUNT = "account", pgettext_lazy("contest", "With an official's account")
    OIDC = "oidc", pgettext_lazy("contest", "With a provider of identity")


class RoundState(models.TextChoices):
    """What was done with a round; open and closed follow from its window."""

    PLANNED = "planned", pgettext_lazy("round", "Planned")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    PROVISIONAL = "provisional", pgettext_lazy("round", "Provisional result")
    FINAL = "final", pgettext_lazy("round", "Final result")


class RoundEventKind(models.TextChoices):
    EXTENDED = "extended", pgettext_lazy("round", "Extended")
    PAUSED_ENTRY = "paused_entry", pgettext_lazy("round", "Entry paused")
    RESUMED = "resumed", pgettext_lazy("round", "Entry resumed")
    NOTICE = "notice", pgettext_lazy("round", "Notice")


class ItemState(models.TextChoices):
    """Whether an item may be drawn."""

    ACTIVE = "active", pgettext_lazy("contest item", "In use")
    RETIRED = "retired", pgettext_lazy("contest item", "Set aside")


class VersionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("contest item", "Draft")
    PROPOSED = "proposed", pgettext_lazy("contest item", "Waits for review")
    APPROVED = "approved", pgettext_lazy("contest item", "Approved")
    REJECTED = "rejected", pgettext_lazy("contest item", "Sent back")
    FROZEN = "frozen", pgettext_lazy("contest item", "Sealed")
    REVEALED = "revealed", pgettext_lazy("contest item", "Public")


class AppealState(models.TextChoices):
    OPEN = "open", pgettext_lazy("appeal", "Open")
    UPHELD = "upheld", pgettext_lazy("appeal", "Upheld")
    REFUSED = "refused", pgettext_lazy("appeal", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn")


class SuspicionKind(models.TextChoices):
    SAME_ANSWERS = "same_answers", pgettext_lazy("suspicion", "Same answers, same times")
    TOO_FAST = "too_fast", pgettext_lazy("suspicion", "Faster than one can read")
    CLUSTER = "cluster", pgettext_lazy("suspicion", "One device or network")


class SuspicionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("suspicion", "Open")
    DISMISSED = "dismissed", pgettext_lazy("suspicion", "Nothing in it")
    CONFIRMED = "confirmed", pgettext_lazy("suspicion", "Confirmed")


class PublicationKind(models.TextChoices):
    PROVISIONAL = "provisional", pgettext_lazy("publication", "Provisional standings")
    FINAL = "final", pgettext_lazy("publication", "Final standings")
    BUNDLE = "bundle", pgettext_lazy("publication", "Bundle to check")


class PublicationState(models.TextChoices):
    MAKING = "making", pgettext_lazy("publication", "Being made")
    READY = "ready", pgettext_lazy("publication", "Ready")
    FAILED = "failed", pgettext_lazy("publication", "Failed")


class ItemImportState(models.TextChoices):
    READ = "read", pgettext_lazy("contest items", "Read")
    TAKEN = "taken", pgettext_lazy("contest items", "Taken over")
    DROPPED = "dropped", pgettext_lazy("contest items", "Not taken over")


class TrialState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("contest trial", "Waits")
    DONE = "done", pgettext_lazy("contest trial", "Done")
    FAILED = "failed", pgettext_lazy("contest trial", "Could not be tried")
