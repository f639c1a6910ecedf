"""The report on a survey as a file, asked for at the desk."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.exports.actions import request_run, word_or_pdf
from danbiet.exports.enums import FORM_NAMES
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress, number_in
from danbiet.exports.render import render_report
from danbiet.org.queries import Rights

from .. import permissions as may
from ..models import Campaign
from ..queries import campaigns as ask
from ..queries.report import report_of
from ..render import report_document, workbook
from .noting import must, note

REPORT_DOCUMENT = "surveys.report"


@transaction.atomic
def request_report(campaign: Campaign, form: str, *, rights: Rights, by: User, at: datetime) -> int:
    """Have the report made; it appears among the person's documents. KeyError for a form that is not made."""
    must(may.may_have_report(rights, campaign))
    if form not in FORM_NAMES:
        raise KeyError(form)
    note("report_requested", campaign, by=by, at=at, form=form)
    title = _("Report: %(survey)s (%(form)s)") % {"survey": campaign.name, "form": form}
    return request_run(
        REPORT_DOCUMENT, parameters={"campaign": campaign.pk, "form": form}, title=title, by=by, at=at
    ).pk


def make_report(parameters: Parameters, on: date, progress: Progress) -> Made:
    """The file the parameters ask for. CannotMake: the survey is gone, nobody has answered, or no PDF can be made here."""
    campaign = ask.campaign_for(number_in(parameters, "campaign"))
    told = report_of(campaign, on=on) if campaign is not None else None
    if campaign is None or told is None:
        raise CannotMake(_("This survey is no longer there, or nobody has answered yet."))
    form = str(parameters.get("form"))
    draft = "du-thao-" if told.as_of is not None else ""
    name = f"{draft}bao-cao-khao-sat-{campaign.year}-{campaign.pk}.{form}"
    progress(0, 0)
    if form == "xlsx":
        return Made(name, workbook(told))
    content = render_report(report_document(told), progress=progress)
    return Made(name, word_or_pdf(content, form))


def may_have_report(rights: Rights, parameters: Parameters) -> bool:
    """The office of the survey and its head."""
    campaign = ask.campaign_for(number_in(parameters, "campaign"))
    return campaign is not None and may.may_have_report(rights, campaign)
