"""What the table of roles needs of the index: an edition open for self-assessment with a commune in it, one to be published, a set not in use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from danbiet.indices.actions import criteria, editions
from danbiet.indices.models import DomainAppraiser, Edition, Evidence, Exemption, Score
from danbiet.org.models import RankingGroup, UnitYear
from danbiet.org.queries import rights_of, tree
from tests.indices import desk

AT = datetime(2021, 5, 10, 3, tzinfo=UTC)
GROUP = "Cấp xã"
OPEN = {
    "self_from": date(2021, 5, 20), "self_until": date(2021, 6, 10), "appraisal_until": date(2021, 6, 20),
    "reply_until": date(2021, 6, 25), "council_until": date(2021, 6, 30),
}  # fmt: skip
OVER = {
    "self_from": date(2021, 5, 11), "self_until": date(2021, 5, 12), "appraisal_until": date(2021, 5, 13),
    "reply_until": date(2021, 5, 14), "council_until": date(2021, 5, 15),
}  # fmt: skip
INDEX_SECRETS = ("Giải thích mật của phiếu", "Minh chứng mật của phiếu")
HIDDEN = ("index_sheet", "index_component", "index_evidence")


def add_indices(world: Any, commune: Any, root: Any) -> None:
    office = world.people["office"]
    group = RankingGroup.objects.create(key="xa-thu", name=GROUP)
    UnitYear.objects.update_or_create(unit=commune, year=2021, defaults={"ranking_group": group})
    spare = criteria.take_in_set(desk.rows(), name="Bộ chưa dùng", year=2021, by=office, at=AT)
    running, over = (
        _edition(f"Chỉ số xã {name}", days, office, root) for name, days in (("đang mở", OPEN), ("chờ", OVER))
    )
    participant = running.participants.get()
    row = running.criteria_set.rows.get(number="1.1")
    score = Score.objects.create(
        participant=participant, criterion=row, answer=True, self_points=2, explanation=INDEX_SECRETS[0], updated_at=AT,
        updated_by=office,
    )  # fmt: skip
    evidence = Evidence.objects.create(
        score=score, kind="link", title=INDEX_SECRETS[1], url="https://example.vn/", at=AT, by=office
    )
    exempted = Exemption.objects.create(
        participant=participant, number="2", reason="Không có", at=AT, by=office
    )
    appraiser = DomainAppraiser.objects.create(edition=running, number="2", unit=commune, at=AT, by=office)
    world.ids |= {
        "index_set": spare.pk, "index_edition": running.pk, "index_over": over.pk, "index_sheet": participant.pk,
        "index_component": (participant.pk, "1.1"), "index_domain": (participant.pk, "1"), "index_evidence": evidence.pk,
        "index_exemption": (running.pk, exempted.pk), "index_appraiser": (running.pk, appraiser.pk), "index_beside": tree(AT.date()).children(root.pk)[0].id,
    }  # fmt: skip


def _edition(name: str, days: dict[str, date], office: Any, root: Any) -> Edition:
    made = criteria.take_in_set(desk.rows(), name=f"Bộ của {name}", year=2021, by=office, at=AT)
    return editions.begin_edition(
        name=name, year=2021, criteria_set=made, groups=[GROUP], units_on=date(2021, 5, 10), days=days, grades=[], office_id=root.pk,
        rights=rights_of(office, date(2021, 5, 10)), at=AT, by=office,
    )  # fmt: skip


def _none(world: Any) -> dict[str, Any]:
    return {}


def _begun(world: Any) -> dict[str, Any]:
    days = {name: day.strftime("%d/%m/%Y") for name, day in OPEN.items()}
    made = {
        "name": "Kỳ thử",
        "year": "2021",
        "groups": [GROUP],
        "units_on": "10/05/2021",
        "criteria_set": str(world.ids["index_set"]),
    }
    return {**made, **days, "office": str(world.ids["unit"])}


INDEX_ADDRESSES: list[tuple[str, str, Any]] = [
    ("indices:edition-list", "", _none),
    ("indices:edition-new", "", _begun),
    ("indices:set-list", "", lambda world: {"key": "communes", "year": "2021"}),
    ("indices:set", "index_set", _none),
    ("indices:set-file", "index_set", _none),
    ("indices:set-drop", "index_set", _none),
    ("indices:edition", "index_edition", _none),
    ("indices:edition-extend", "index_edition", lambda world: {"window": "self", "until": "15/06/2021", "reason": "Bão"}),
    ("indices:edition-exempt", "index_edition",
     lambda world: {"participant": str(world.ids["index_sheet"]), "number": "1.2", "reason": "Không giao"}),
    ("indices:exemption-lift", "index_exemption", _none),
    ("indices:edition-appraiser", "index_edition", lambda world: {"number": "1", "unit": str(world.ids["index_beside"])}),
    ("indices:appraiser-drop", "index_appraiser", _none),
    ("indices:edition-decision", "index_edition", lambda world: {"dang": "docx"}),
    ("indices:edition-publish", "index_over", lambda world: {"decision": "QĐ 1"}),
    ("indices:sheet", "index_sheet", _none),
    ("indices:sheet-sign", "index_sheet", lambda world: {"ky": "1"}),
    ("indices:sheet-figures", "index_sheet", _none),
    ("indices:sheet-accept", "index_domain", _none),
    ("indices:component", "index_component", lambda world: {"viec": "cham", "version": "1", "answer": "false", "explanation": "x"}),
    ("indices:evidence-choose", "index_component", lambda world: {"loai": "plan", "ma": str(world.ids["issued_plan"])}),
    ("indices:evidence-file", "index_evidence", _none),
    ("indices:evidence-drop", "index_evidence", _none),
]  # fmt: skip
