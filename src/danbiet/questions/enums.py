from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IntakeChannel(models.TextChoices):
    """How a question reached the intake desk; limits and figures are kept per channel."""

    WEB = "web", _("Portal")
    PHONE = "phone", _("Telephone")
    PAPER = "paper", _("Letter or in person")
    HOTLINE = "hotline", _("Hotline of a broadcast")
    CONVERSATION = "conversation", _("Conversation in Khmer")
    MAILBOX = "mailbox", _("Mailbox")


class SpokenLanguage(models.TextChoices):
    """What the asker said it in; what is handled is Vietnamese (Quyết định 31/2021/QĐ-TTg, article 41)."""

    VI = "vi", _("Vietnamese")
    KM = "km", _("Khmer")
    ZH = "zh", _("Chinese")


class State(models.TextChoices):
    """Where a question stands. What is late, and whether an answered one is closed, is derived from the day, never stored."""

    NEW = "new", pgettext_lazy("question", "New")
    INFO_WANTED = "info_wanted", _("Waiting for the asker")
    ACCEPTED = "accepted", _("Taken in")
    ROUTED = "routed", _("Handed to an agency")
    SENT_BACK = "sent_back", _("Sent back to intake")
    IN_WORK = "in_work", _("In work")
    IN_APPROVAL = "in_approval", _("Answer waits for approval")
    PUBLISHED = "published", _("Answered publicly")
    ANSWERED = "answered", _("Answered privately")
    CLOSED = "closed", pgettext_lazy("question", "Closed")
    REFUSED = "refused", _("Not taken on")
    DUPLICATE = "duplicate", _("Asked before")
    MERGED = "merged", _("Joined with another")
    WITHDRAWN = "withdrawn", _("Withdrawn by the asker")


class Holder(models.TextChoices):
    """Whose turn it is: "đang ở ai". Only an agency's and the desk's time counts, the asker's stops the clock."""

    INTAKE = "intake", _("Intake desk")
    AGENCY = "agency", pgettext_lazy("holder", "Agency")
    ASKER = "asker", _("Asker")
    NOBODY = "nobody", _("Nobody")


class Actor(models.TextChoices):
    """Who may make a move; `permissions` says which people that is."""

    ASKER = "asker", _("Asker")
    INTAKE = "intake", _("Intake desk")
    AGENCY = "agency", _("Officer of the lead agency")
    APPROVER = "approver", _("Head of the lead agency")
    SYSTEM = "system", _("The system")


class PartRole(models.TextChoices):
    LEAD = "lead", _("Leads")
    SUPPORT = "support", _("Contributes")


class PartState(models.TextChoices):
    """A contribution of an agency to another agency's answer."""

    ASKED = "asked", pgettext_lazy("contribution", "Asked for")
    HANDED_IN = "handed_in", _("Handed in")
    DECLINED = "declined", _("Declined")
    RECALLED = "recalled", _("No longer needed")


class AnswerState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("answer", "Draft")
    SUBMITTED = "submitted", _("Waits for approval")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")


class RefusalKind(models.TextChoices):
    """Why a question is not taken on; each has guidance to the right door."""

    COMPLAINT = "complaint", _("Complaint about a decision")
    DENUNCIATION = "denunciation", _("Denunciation")
    CONTENT = "content", _("Not a question, insults, advertising")
    OTHER_PLACE = "other_place", _("Not this province's business")


class Finding(models.TextChoices):
    """What masking found in a text."""

    PHONE = "phone", _("telephone number")
    IDENTITY = "identity", _("identity number")
    EMAIL = "email", _("mail address")
    ACCOUNT = "account", _("account number")
    PLATE = "plate", _("vehicle plate")
    ADDRESS = "address", pgettext_lazy("masking", "address")
    NAME = "name", _("person's name")


class DataRequestKind(models.TextChoices):
    COPY = "copy", _("A copy of one's data")
    ERASURE = "erasure", _("Erasure of one's data")
