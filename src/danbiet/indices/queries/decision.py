"""What the decision on an edition says: the figures as they stand before publication, those that were published afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.exports.render import OfficialHead
from danbiet.kit.clock import local
from danbiet.org.enums import UnitKind
from danbiet.org.queries import Tree, tree
from danbiet.org.queries.offices import Office, office_of

from ..calc.results import Grade
from ..models import Edition, Publication, PublishedFile
from ..render import Said
from . import editions as ask
from .public import publication_of
from .sheets import figures_of, stand_of

NUMBER = re.compile(r"\d+/QĐ-[\w-]+", re.IGNORECASE)
DAY = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")
COPIES = ("Như Điều 4", "Bộ Nội vụ", "Lưu: VT")


def decision_of(edition: Edition, *, on: date) -> Said:
    """The decision from the newest publication; before there is one, a draft with the figures of the day, without number and date."""
    publication = publication_of(edition.pk)
    if publication is not None:
        return published_decision(publication)
    stand = stand_of(edition, ask.tree_for(edition))
    return _said(edition, figures_of(edition, stand, draws=0), decision="", on=on, as_of=on)


def published_decision(publication: Publication) -> Said:
    """The decision as it was published: figures, names and the day are those kept then."""
    edition = ask.edition_for(publication.edition_id) or publication.edition
    on = local(publication.at).date()
    return _said(edition, publication.figures, decision=publication.decision, on=on, as_of=None)


def file_of(publication_id: int, form: str) -> PublishedFile | None:
    """The kept file of a publication in that form: docx, pdf or xlsx."""
    return PublishedFile.objects.filter(publication=publication_id, form=form).select_related("file").first()


def forms_of(publication_id: int) -> list[str]:
    """In which forms a publication is kept."""
    return list(
        PublishedFile.objects.filter(publication=publication_id)
        .order_by("form")
        .values_list("form", flat=True)
    )


def _said(
    edition: Edition, figures: Mapping[str, Any], *, decision: str, on: date, as_of: date | None
) -> Said:
    units = tree(on)
    office = office_of(edition.office_id, units=units, on=on)
    number = NUMBER.search(decision)
    day = DAY.search(decision)
    return Said(
        head=OfficialHead(
            superior=office.superior, issuer=office.issuer, number=number.group() if number else None, symbol=f"QĐ-{office.symbol}",
            place=office.place, date=_day(day), year=on.year, type_name="Quyết định",
            abstract=f"Về việc công bố {edition.name}", recipients=COPIES, signer_prefix=office.signer_prefix,
            signer_title=office.signer_title, signer_name=office.signer_name,
        ),
        authority=_authority(office), proposer=_proposer(edition.office_id, units), edition=edition.name, year=edition.year,
        criteria_set=edition.criteria_set.name, source=edition.criteria_set.source, units_on=edition.units_on, as_of=as_of,
        is_demonstration=edition.criteria_set.is_demonstration, tree=ask.tree_for(edition),
        grades=tuple(Grade(Decimal(str(start)), str(name)) for start, name in edition.grades), figures=figures,
    )  # fmt: skip


def _day(found: re.Match[str] | None) -> date | None:
    """The day a decision is quoted with; None for one that is none."""
    if found is None:
        return None
    day, month, year = (int(one) for one in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _authority(office: Office) -> str:
    """Whose power it rests on: the committee itself, or the head of an agency by name."""
    if office.signer_prefix:
        return office.issuer
    return f"{office.signer_title} {office.issuer}".strip()


def _proposer(office_id: int, units: Tree) -> str:
    """Who proposes it: below a province its department of home affairs, else the office itself."""
    own = units.get(office_id)
    if own is not None and own.kind == UnitKind.PROVINCE:
        for one in units.children(office_id):
            if one.name.startswith("Sở Nội vụ"):
                return f"Giám đốc {one.name}"
    return "cơ quan thường trực cải cách hành chính"
