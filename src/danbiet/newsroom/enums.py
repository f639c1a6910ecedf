from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionKind(models.TextChoices):
    """What a section of the portal holds."""

    NEWS = "news", _("News")
    ANNOUNCEMENTS = "announcements", _("Announcements")
    PROGRAMME = "programme", _("The programme")
    DOCUMENTS = "documents", _("Official documents")
    MODELS = "models", _("Good models")
    VIDEOS = "videos", _("Videos")


class ArticleForm(models.TextChoices):
    """The journalistic form of an article; plans promise so many of each."""

    NEWS = "news", _("News item")
    FEATURE = "feature", _("Feature")
    INTERVIEW = "interview", _("Interview")
    PHOTO_STORY = "photo_story", _("Photo story")
    INFOGRAPHIC = "infographic", _("Infographic")


class Language(models.TextChoices):
    """The language a page is written in (ADR 0016), named in itself."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"
    KM = "km", "ភាសាខ្មែរ"


class Audience(models.TextChoices):
    """Whom a page addresses."""

    ALL = "all", _("Everybody")
    CITIZENS = "citizens", _("Citizens")
    OFFICIALS = "officials", _("Officials and civil servants")
    BUSINESS = "business", _("Businesses")
    PUPILS = "pupils", _("Pupils and students")


class ProgrammeSubject(models.TextChoices):
    MASTER = "master", _("Master programme")
    RESULTS = "results", _("Results of a year")
    DIRECTIONS = "directions", _("Directions for a year")


class DocumentType(models.TextChoices):
    """Kinds of administrative documents with the abbreviations of Nghị định 30/2020/NĐ-CP, annex III, and laws."""

    LAW = "L", _("Law")
    DECREE = "NĐ", _("Decree")
    CIRCULAR = "TT", _("Circular")
    RESOLUTION = "NQ", _("Resolution")
    DECISION = "QĐ", _("Decision")
    DIRECTIVE = "CT", _("Directive")
    RULES = "QC", _("Working rules")
    REGULATION = "QyĐ", _("Regulation")
    COMMUNIQUE = "TC", _("Communiqué")
    NOTICE = "TB", _("Notice")
    GUIDANCE = "HD", _("Guidance")
    PROGRAMME = "CTr", _("Programme")
    PLAN = "KH", _("Plan")
    OPTION = "PA", _("Scheme")
    PROJECT = "ĐA", _("Project")
    INVESTMENT = "DA", _("Investment project")
    REPORT = "BC", _("Report")
    MINUTES = "BB", _("Minutes")
    SUBMISSION = "TTr", _("Submission")
    CONTRACT = "HĐ", _("Contract")
    LETTER = "CV", _("Official letter")
    TELEGRAM = "CĐ", _("Urgent telegram")
    INVITATION = "GM", _("Invitation")


class ModelField(models.TextChoices):
    """The field of administrative reform a good model belongs to (Nghị quyết 76/NQ-CP of 2021, six fields)."""

    INSTITUTIONS = "institutions", _("Institutions")
    PROCEDURES = "procedures", _("Administrative procedures")
    APPARATUS = "apparatus", _("Organisation of the apparatus")
    CIVIL_SERVICE = "civil_service", _("Civil service")
    FINANCE = "finance", _("Public finance")
    DIGITAL = "digital", _("Digital government")
    COMMUNICATION = "communication", _("Communication")


class ChartKind(models.TextChoices):
    BAR = "bar", _("Bars")
    LINE = "line", _("Lines")


class EditorsGroup(models.TextChoices):
    """Wagtail's groups, kept in step with the roles people hold; never edited by hand."""

    WRITERS = "newsroom writers", _("Writers")
    PUBLISHERS = "newsroom publishers", _("Publishers")
    OFFICE = "newsroom office", _("Reform office of the province")


# What a group may do with pages at all; which pages, `permissions.PageTester` decides.
PAGE_POWERS: dict[EditorsGroup, tuple[str, ...]] = {
    EditorsGroup.WRITERS: ("add", "change"),
    EditorsGroup.PUBLISHERS: ("change", "publish", "lock", "unlock"),
    EditorsGroup.OFFICE: ("add", "change", "lock", "unlock"),
}
# What a group may do with pictures and attachments, (app, model) → verbs. "add" lets people change what they added.
FILE_POWERS: dict[EditorsGroup, tuple[str, ...]] = {
    EditorsGroup.WRITERS: ("add", "choose"),
    EditorsGroup.PUBLISHERS: ("add", "choose"),
    EditorsGroup.OFFICE: ("add", "change", "choose"),
}


class StepKind(models.TextChoices):
    """The steps a text goes through before readers see it."""

    REVIEW = "review", _("Editorial review")
    HEAD = "head", _("Approval by the head")


class ChangeKind(models.TextChoices):
    """What a new version of a page that readers saw before is; the publisher says so each time."""

    MINOR = "minor", _("Small change of form")
    CORRECTION = "correction", _("Correction shown to readers")


class PublishedAs(models.TextChoices):
    """How a version came before readers."""

    FIRST = "first", _("First publication")
    MINOR = "minor", _("Small change of form")
    CORRECTION = "correction", _("Correction shown to readers")
    SAME = "same", _("The same version again")
    PROGRAM = "program", _("By a program")


class Decision(models.TextChoices):
    """What the holder of a step may say."""

    NOW = "now", _("Approve and publish")
    LATER = "later", _("Approve, publish at a time")
    RETURN = "return", _("Return to the author")


class TextState(models.TextChoices):
    """Where a text is, as its editors speak of it."""

    DRAFT = "draft", _("Being written")
    RETURNED = "returned", _("Returned")
    REVIEW = "review", _("In review")
    HEAD = "head", _("With the head for approval")
    SCHEDULED = "scheduled", _("Approved, waits for its hour")
    LIVE = "live", _("Before readers")
    DOWN = "down", _("Taken down")


class NominationState(models.TextChoices):
    """How far a nominated good model is; what comes after is told by its page."""

    WAITING = "waiting", _("Waiting for verification")
    VERIFIED = "verified", _("Verified")
    DECLINED = "declined", _("Not accepted")
