"""What the report on a survey says: the figures as they stand before publication, those that were published afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from danbiet.exports.render import OfficialHead
from danbiet.kit.clock import local
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of

from ..enums import Kind
from ..models import Campaign
from ..render import Earlier, Told
from .figures import figures_of, has_answers
from .public import before, publication_of


def report_of(campaign: Campaign, *, on: date) -> Told | None:
    """The report from the newest publication; before there is one, a draft with the figures of the day. None without an answer."""
    publication = publication_of(campaign.pk)
    if publication is not None:
        return _told(campaign, publication.figures, on=local(publication.at).date(), as_of=None)
    if not has_answers(campaign.pk):
        return None
    return _told(campaign, figures_of(campaign), on=on, as_of=on)


def _told(campaign: Campaign, figures: Mapping[str, Any], *, on: date, as_of: date | None) -> Told:
    office = office_of(campaign.office_id, units=tree(on), on=on)
    is_poll = campaign.kind == Kind.AWARENESS
    about = (
        "thăm dò mức độ biết đến cải cách hành chính"
        if is_poll
        else "khảo sát mức độ hài lòng của người dân, tổ chức"
    )
    return Told(
        head=OfficialHead(
            superior=office.superior, issuer=office.issuer, symbol=f"BC-{office.symbol}", place=office.place, year=on.year,
            type_name="Báo cáo", abstract=f"Kết quả {about} năm {campaign.year}", signer_prefix=office.signer_prefix,
            signer_title=office.signer_title, signer_name=office.signer_name,
        ),
        name=campaign.name, year=campaign.year, from_on=campaign.from_on, until_on=campaign.until_on, is_poll=is_poll,
        is_households=campaign.kind == Kind.HOUSEHOLDS, is_demonstration=campaign.questionnaire.is_demonstration, as_of=as_of,
        figures=figures, before=_earlier(campaign),
    )  # fmt: skip


def _earlier(campaign: Campaign) -> Earlier | None:
    found, is_comparable = before(campaign)
    if found is None:
        return None
    return Earlier(found.campaign.name, found.campaign.year, is_comparable, found.figures)
