"""What the table of roles needs of surveys: one in the field about a commune, one that is over, one without a frame, a file, a form on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.org.queries import rights_of
from danbiet.surveys.actions import campaigns, questionnaires
from danbiet.surveys.calc.taking import Framed
from danbiet.surveys.models import Campaign, Contact, FileTaken, PaperForm, Response

AT = datetime(2021, 5, 10, 3, tzinfo=UTC)
BEGUN = date(2021, 5, 10)
FIELD = (date(2021, 5, 20), date(2021, 6, 10))
OVER = (date(2021, 5, 11), date(2021, 5, 15))
SURVEY_SECRETS = ("tep-mat-cua-khao-sat.csv", "GIAY-MAT-77")
GOOD = [5] * 22
HEAD = ",".join(["unit", *(f"item_{number:02}" for number in range(1, 23))])


def add_surveys(world: Any, commune: Any, root: Any) -> None:
    office = world.people["office"]
    made = questionnaires.take_shipped("demonstration_22", year=2021, by=office, at=AT)
    spare = questionnaires.take_shipped("demonstration_22", year=2021, by=office, at=AT)
    facts = questionnaires.take_shipped("demonstration_25", year=2021, by=office, at=AT)
    field, over, bare, about = (
        _campaign(name, days, asked, office, root)
        for name, days, asked in (
            ("Khảo sát đang mở", FIELD, made),
            ("Khảo sát đã xong", OVER, made),
            ("Khảo sát chưa có khung", FIELD, made),
            ("Khảo sát có định mức", FIELD, facts),
        )
    )
    rights = rights_of(office, BEGUN)
    for campaign in (field, over):
        campaigns.set_frame(
            campaign.pk, [Framed(commune.pk, "", 400, None)], rights=rights, on=BEGUN, at=AT, by=office
        )  # fmt: skip
    row = field.frame.get()
    taken = FileTaken.objects.create(
        campaign=field, name=SURVEY_SECRETS[0], digest="0" * 64, rows=1, at=AT, by=office
    )
    Response.objects.create(
        campaign=field, frame=row, answers=GOOD, channel="file", taken_on=FIELD[0], file=taken
    )
    Response.objects.create(
        campaign=over, frame=over.frame.get(), answers=GOOD, channel="code", taken_on=OVER[0]
    )
    paper = PaperForm.objects.create(
        campaign=field, number=SURVEY_SECRETS[1], frame=row, first=GOOD, first_by=world.people["auditor"], first_at=AT,
        second=[1, *GOOD[1:]], second_by=world.people["officer"], second_at=AT,
    )  # fmt: skip
    contact = Contact.objects.create(
        campaign=field, frame=row, number=2, outcome="absent", on=FIELD[0], by=office
    )  # fmt: skip
    world.ids |= {
        "survey_facts": about.pk, "survey_contact": contact.pk,
        "survey_spare": spare.pk, "survey": field.pk, "survey_over": over.pk, "survey_bare": bare.pk,
        "survey_file": (field.pk, taken.pk), "survey_paper": paper.pk, "survey_row": row.pk, "survey_questionnaire": made.pk,
    }  # fmt: skip


def _campaign(name: str, days: tuple[date, date], made: Any, office: Any, root: Any) -> Campaign:
    planned = campaigns.Planned(name, 2021, made, root.pk, *days, Decimal("0.05"), None)
    return campaigns.begin_campaign(planned, rights=rights_of(office, BEGUN), at=AT, by=office, seed="mầm")


def _none(world: Any) -> dict[str, Any]:
    return {}


def _begun(world: Any) -> dict[str, Any]:
    return {
        "name": "Khảo sát thử", "year": "2021", "office": str(world.ids["unit"]), "questionnaire": str(world.ids["survey_questionnaire"]),
        "from_on": "20/05/2021", "until_on": "10/06/2021", "error": "0.05", "least": "10", "attempts": "3",
    }  # fmt: skip


def _file(text: str) -> Any:
    return lambda world: {"file": SimpleUploadedFile("bang.csv", text.encode())}


def _keyed(world: Any) -> dict[str, Any]:
    return {"number": "5", "frame": str(world.ids["survey_row"]), "cluster": "", "c1": "5"}


SURVEY_ADDRESSES: list[tuple[str, str, Any]] = [
    ("surveys:campaign-list", "", _none),
    ("surveys:campaign-new", "", _begun),
    ("surveys:questionnaire-list", "", lambda world: {"key": "demonstration_22", "year": "2021"}),
    ("surveys:questionnaire", "survey_spare", _none),
    ("surveys:questionnaire-file", "survey_spare", _none),
    ("surveys:questionnaire-drop", "survey_spare", _none),
    ("surveys:campaign", "survey", _none),
    ("surveys:campaign", "survey_over", _none),
    ("surveys:campaign-extend", "survey", lambda world: {"until": "15/06/2021", "reason": "Bão"}),
    ("surveys:campaign-publish", "survey_over", lambda world: {"decision": "QĐ 1"}),
    ("surveys:campaign-report", "survey", lambda world: {"dang": "docx"}),
    ("surveys:frame", "survey_bare", _file("unit,population\nXã An Mỹ,400\n")),
    ("surveys:frame-file", "survey", _none),
    ("surveys:drawn", "survey", _none),
    (
        "surveys:drawn-clusters",
        "survey",
        lambda world: {"each": "5", **_file("unit,cluster,size\nXã An Mỹ,Ấp 1,400\n")(world)},
    ),
    ("surveys:codes", "survey", lambda world: {"frame": str(world.ids["survey_row"]), "count": "2"}),
    ("surveys:files", "survey", _file(f"{HEAD}\nXã An Mỹ,{','.join(['4'] * 22)}\n")),
    ("surveys:file-drop", "survey_file", _none),
    ("surveys:export-csv", "survey", _none),
    ("surveys:export-xlsx", "survey", _none),
    ("surveys:export-sav", "survey", _none),
    ("surveys:design", "survey", _none),
    ("surveys:quotas", "survey_facts", lambda world: {"h1_1": "9"}),
    (
        "surveys:contacts",
        "survey",
        lambda world: {"frame": str(world.ids["survey_row"]), "number": "3", "outcome": "absent"},
    ),
    ("surveys:contact-drop", "survey_contact", _none),
    ("surveys:papers", "survey", _keyed),
    ("surveys:paper", "survey_paper", lambda world: {"c1": "5"}),
]
