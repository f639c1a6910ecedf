from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """What a unit is, apart from where it stands in the tree."""

    PROVINCE = "province", _("Province")
    DEPARTMENT = "department", _("Department")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    SERVICE_UNIT = "service_unit", _("Public service unit")
    CENTRAL_AGENCY = "central_agency", _("Central agency in the province")
    BROADCASTER = "broadcaster", _("Broadcaster")
    NEWSPAPER = "newspaper", _("Newspaper")
    SCHOOL = "school", _("School")
    PARTY_BODY = "party_body", _("Party body")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")


class ReorganisationKind(models.TextChoices):
    FOUND = "found", _("Founding")
    RENAME = "rename", _("Renaming")
    MERGE = "merge", _("Merger")
    SPLIT = "split", _("Split")
    MOVE = "move", _("Move")
    DISSOLVE = "dissolve", _("Dissolution")
    CONTINUE = "continue", _("Continues unchanged")


class OrderState(models.TextChoices):
    """Where a decision on units stands. Only what is in force shows anywhere but on the desk of the reform office."""

    PLANNED = "planned", pgettext_lazy("reorganisation", "Planned")
    APPLIED = "applied", pgettext_lazy("reorganisation", "In force")
    CANCELLED = "cancelled", pgettext_lazy("reorganisation", "Cancelled")
    UNDONE = "undone", pgettext_lazy("reorganisation", "Undone")


class Role(models.TextChoices):
    """What a person may do in a unit; rights reach down the tree from it."""

    OFFICE = "office", _("Reform office")
    HEAD = "head", _("Head of unit")
    OFFICER = "officer", _("Officer")
    EDITOR = "editor", _("Editor")
    AUDITOR = "auditor", _("Auditor")
    INTAKE = "intake", _("Intake desk")


class DayOverrideKind(models.TextChoices):
    OFF = "off", _("Day off")
    WORKING = "working", _("Working day")


class SetupStep(models.TextChoices):
    """The steps of setting an empty installation up, in order; the value is the last part of its address."""

    PROVINCE = "tinh", _("Province")
    YEAR = "nam", _("Year")
    UNITS = "don-vi", _("Units")
    CALENDAR = "lich", _("Calendar of working days")
    ADMINISTRATOR = "quan-tri", _("First administrator")
    MAIL = "thu", _("Mail")
    LOGO = "bieu-trung", _("Logo")
