"""Every desk address × every role: who reads, who changes, who is sent away. The table is roles.csv beside this file.

A cell is the status code; a plus sign behind it says that the request changed something in the database. A new address has
to be put in `ADDRESSES` and in the table (missing ones fail); `DANBIET_WRITE_ROLES=1` writes what was found, to be read
line by line before it is kept.
"""

from __future__ import annotations

import copy
import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from danbiet.accounts.models import User
from danbiet.exports.models import OfficeTemplate, Run
from danbiet.exports.render import shipped_template
from danbiet.media.actions import store_file
from danbiet.media.models import StoredFile, Track, Upload, Video, VideoFile
from danbiet.newsroom.models import Adoption, ArticlePage, GoodModelPage, Nomination, SectionPage
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import DayOverride
from danbiet.outbox.actions import write_message
from danbiet.outbox.models import Message
from danbiet.plans.actions import reporting
from danbiet.plans.models import Evidence, Plan, PlanImport, Proof, Target
from tests.factories import plans as make

from .air import AIR_ADDRESSES, AIR_SECRETS, add_air
from .contests import CONTEST_ADDRESSES, CONTEST_SECRETS, add_contests
from .contests import HIDDEN as HIDDEN_CONTESTS
from .indices import HIDDEN as HIDDEN_INDICES
from .indices import INDEX_ADDRESSES, INDEX_SECRETS, add_indices
from .org import ORDER_ADDRESSES, add_orders
from .oversight import OVERSIGHT_ADDRESSES, OVERSIGHT_SECRETS, add_oversight
from .people import PEOPLE_ADDRESSES, add_people
from .plans import PLAN_ADDRESSES, add_plans
from .questions import HIDDEN as HIDDEN_QUESTIONS
from .questions import QUESTION_ADDRESSES, SECRETS, add_questions
from .surveys import SURVEY_ADDRESSES, SURVEY_SECRETS, add_surveys
from .test_urls import ALL, PUBLIC

TABLE = Path(__file__).with_name("roles.csv")
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
ON = date(2021, 6, 1)
ROLES = (
    "office", "district_office", "head", "officer", "editor", "other_officer", "other_head", "auditor", "nobody", "stranger",
)  # fmt: skip
OUTSIDERS = ("other_officer", "other_head", "auditor", "nobody", "stranger")
TAKEN = {
    ("POST oversight:trail-export", "auditor"),  # one line in the trail: that it was taken away
    *(("POST plans:leaders-follow", role) for role in OUTSIDERS),  # one's own letters
}
OPEN_TO_ALL = {
    "accounts:sign-in",
    "accounts:sign-out",
    "accounts:password",
    "accounts:sessions",
    "accounts:session-end",
    ":account_login",
    ":account_logout",
    ":account_reauthenticate",
}  # no desk: one's own account
SKIPPED = {"portal:styleguide", "portal:styleguide-public"}
SECOND_FACTOR = ":mfa_"  # of one's own account: tests/accounts/test_second_factor.py
SKIPPED |= {
    name for name, _ in ALL if name.startswith("portal:setup")
}  # closed for good: tests/portal/test_setup.py
SIGNED = {
    "newsroom:letter"
}  # opened by a signed link and a password: tests/newsroom/test_approval_letters.py


@dataclass
class World:
    """A commune in a district in the province, with one of everything in every state that matters."""

    people: dict[str, User] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)  # a tuple where an address names several things


def build() -> World:
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    district = make.unit("Huyện Kế Sách", kind=UnitKind.DISTRICT, parent=root)
    commune = make.unit("Xã An Mỹ", kind=UnitKind.COMMUNE, parent=district)
    sister = make.unit("Xã Đại Hải", kind=UnitKind.COMMUNE, parent=district)
    world = World()
    world.people = {
        "office": make.person("Phòng cải cách tỉnh", unit=root, role=Role.OFFICE),
        "district_office": make.person("Phòng nội vụ huyện", unit=district, role=Role.OFFICE),
        "head": make.person("Chủ tịch xã", unit=commune, role=Role.HEAD),
        "officer": make.person("Cán bộ xã", unit=commune),
        "editor": make.person("Biên tập viên xã", unit=commune, role=Role.EDITOR),
        "other_officer": make.person("Cán bộ xã bên", unit=sister),
        "other_head": make.person("Chủ tịch xã bên", unit=sister, role=Role.HEAD),
        "auditor": make.person("Kiểm tra viên tỉnh", unit=root, role=Role.AUDITOR),
        "nobody": make.person("Không vai trò"),
    }
    for name, user in world.people.items():
        user.email = f"{name}@example.vn"
        user.save()
    world.ids = {"unit": commune.pk, "head": world.people["head"].pk, "user": world.people["officer"].pk}
    _plans(world, commune, root)
    _evidence(world, commune)
    _others(world, commune)
    _films(world, commune)
    _text(world, commune)
    add_questions(world, commune, district, root)
    _models(world, commune, root)
    add_orders(world, commune, root)
    add_air(world, commune)
    add_contests(world, commune)
    add_indices(world, commune, root)
    add_surveys(world, commune, root)
    add_people(world, commune)
    add_oversight(world)
    add_plans(world, commune, root)
    return world


def _plans(world: World, commune: Any, root: Any) -> None:
    above = make.plan(root, number="19/KH-UBND")
    above_task = make.task(make.group(above), leads=[commune])
    make.target(above_task, 4)
    world.ids["root_plan"] = above.pk
    for state in ("draft", "submitted", "issued", "withdrawn"):
        plan = make.plan(commune, state=state, number=f"{state}/KH-UBND")
        group = make.group(plan)
        task = make.task(group, leads=[commune], content=f"Việc mật của kế hoạch {state}")
        target = make.target(task, 2)
        if state == "draft":
            task.doubts = [{"field": "lead_text", "text": "Xã", "why": "unknown_unit", "suggestion": ""}]
            task.save()
            empty = make.group(plan, order=2, title="Nhóm mật")
            world.ids["empty_group"] = empty.pk
        world.ids |= {f"{state}_plan": plan.pk, f"{state}_group": group.pk, f"{state}_task": task.pk}
        world.ids[f"{state}_target"] = target.pk
    issued = Plan.objects.get(pk=world.ids["issued_plan"])
    begun = reporting.open_report(issued.pk, "2021-Q1", by=world.people["officer"], at=AT, on=ON)
    world.ids["draft_report"] = begun.pk
    sent = reporting.open_report(issued.pk, "2021-H1", by=world.people["officer"], at=AT, on=ON)
    reporting.submit_report(sent.pk, by=world.people["head"], at=AT, on=ON)
    world.ids["submitted_report"] = sent.pk


def _evidence(world: World, commune: Any) -> None:
    target = Target.objects.get(pk=world.ids["issued_target"])
    file = _file(world)
    for state in ("draft", "submitted", "accepted"):
        piece = make.evidence(
            commune,
            date(2021, 3, 1),
            (target, 1),
            state=state,
            by=world.people["officer"],
            link="https://example.vn/a",
        )
        world.ids[f"{state}_evidence"] = piece.pk
        proof = Proof.objects.create(evidence=piece, kind="file", file=file)
        world.ids[f"{state}_proof"] = proof.pk


def _file(world: World) -> StoredFile:
    upload = SimpleUploadedFile("ke-hoach.docx", _word(), content_type="application/octet-stream")
    return store_file(upload, by=world.people["officer"], at=AT)


def _word() -> bytes:
    return shipped_template("plan")


def _others(world: World, commune: Any) -> None:
    file = StoredFile.objects.first()
    assert file is not None
    read = {
        "number": "1/KH", "issued_on": None, "read_on": "2021-01-01", "title": "Nhập mật", "issuer": "", "year": 2021,
        "groups": [], "unmatched": [], "doubts": [], "sections": [],
    }  # fmt: skip
    kept = PlanImport.objects.create(unit=commune, year=2021, file=file, result=read, created_at=AT)
    world.ids["import"] = kept.pk
    run = Run.objects.create(
        report="plans.report", title="Báo cáo", parameters={"report": world.ids["submitted_report"]},
        requested_by=world.people["officer"], requested_at=AT, state="done", file=file,
    )  # fmt: skip
    world.ids["run"] = run.pk
    OfficeTemplate.objects.create(key="plan", file=file, uploaded_at=AT)
    world.ids["override"] = DayOverride.objects.create(on=date(2021, 5, 3), kind="off", reason="Nghỉ bù").pk
    write_message("thu", to_user=world.people["officer"], subject="Thư mật", body="…", at=AT)
    world.ids["message"] = Message.objects.get(key="thu").pk


def _films(world: World, commune: Any) -> None:
    officer = world.people["officer"]
    film = Video.objects.create(
        title="Phim mật", unit=commune, uploaded_by=officer, uploaded_at=AT, state="failed"
    )
    file = VideoFile(video=film, version=1, role="mp4", name="480p.mp4", content_type="video/mp4", size=1)
    file.content.save("480p.mp4", ContentFile(b"x"), save=False)
    file.save()
    Track.objects.create(video=film, language="vi", label="Tiếng Việt", content="WEBVTT")
    upload = Upload.objects.create(user=officer, name="a.mp4", size=9, created_at=AT, seen_at=AT)
    world.ids |= {"film": film.pk, "film_track": (film.pk, "vi"), "upload": upload.pk}
    world.ids |= {
        "film_file": (film.pk, 1, "480p.mp4"),
        "film_last": (film.pk, "480p.mp4"),
        "film_words": (film.pk, "vi", 1),
    }


def _text(world: World, commune: Any) -> None:
    editor = world.people["editor"]
    news = SectionPage.objects.get(kind="news", depth=3)
    page = news.add_child(instance=ArticlePage(title="Bài mật", unit=commune, owner=editor, live=False))
    world.ids["text_version"] = page.save_revision(user=editor).pk
    world.ids["text_step"] = page.get_workflow().start(page, editor).current_task_state_id


def _models(world: World, commune: Any, root: Any) -> None:
    said = {"field": "procedures", "summary": "…", "description": "…", "results": "…", "nominated_at": AT}
    officer = world.people["officer"]
    row = Nomination.objects.create(unit=commune, title="Mô hình", nominated_by=officer, **said)
    section = SectionPage.objects.get(kind="models", depth=3)
    model = section.add_child(instance=GoodModelPage(title="Mô hình tỉnh", unit=root, live=True))
    other = section.add_child(instance=GoodModelPage(title="Mô hình khác", unit=root, live=True))
    taken = Adoption.objects.create(model=other, unit=commune, on=ON, recorded_at=AT)
    world.ids |= {"nomination": row.pk, "model": model.pk, "adoption": taken.pk}


Data = Callable[[World], dict[str, Any]]


def _none(world: World) -> dict[str, Any]:
    return {}


def _why(world: World) -> dict[str, Any]:
    return {"reason": "Chưa đủ"}


def _evidence_said(world: World) -> dict[str, Any]:
    return {
        "on": "2021-03-02", "title": "Tin sửa", "kind": "article", "language": "vi", "note": "", "version": "1",
        "chi-tieu-TOTAL_FORMS": "1", "chi-tieu-INITIAL_FORMS": "0", "chi-tieu-0-target": str(world.ids["issued_target"]),
        "chi-tieu-0-quantity": "1", "minh-chung-TOTAL_FORMS": "1", "minh-chung-INITIAL_FORMS": "0",
        "minh-chung-0-url": "https://example.vn/b",
    }  # fmt: skip


def _task_said(kind: str) -> Data:
    def said(world: World) -> dict[str, Any]:
        return {
            "version": "1", "group": str(world.ids[f"{kind}_group"]), "content": "Việc sửa", "product": "2 tin",
            "lead_text": "Xã An Mỹ", "schedule_text": "Quý II", "nut": "luu",
        }  # fmt: skip

    return said


def _counting_said(kind: str) -> Data:
    def said(world: World) -> dict[str, Any]:
        return {"version": "1", f"t{world.ids[f'{kind}_target']}-measure": "articles_published"}

    return said


def _head_said(world: World) -> dict[str, Any]:
    return {"version": "1", "title": "Tên sửa", "s-TOTAL_FORMS": "0", "s-INITIAL_FORMS": "0"}


def _report_said(world: World) -> dict[str, Any]:
    return {"version": "1", "results": "Kết quả sửa"}


def _docx(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("mau.docx", _word()), "unit": str(world.ids["unit"]), "year": "2021"}


def _film_said(world: World) -> dict[str, Any]:
    return {"title": "Tên phim sửa", "transcript": "Lời"}


def _track_said(world: World) -> dict[str, Any]:
    return {"language": "km", "file": SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nx\n")}


def _text_said(world: World) -> dict[str, Any]:
    return {"decision": "now", "ban": str(world.ids["text_version"])}


def _nomination_said(world: World) -> dict[str, Any]:
    return {
        "unit": str(world.ids["unit"]), "title": "Mô hình mới", "field": "procedures", "summary": "Tóm tắt",
        "description": "Cách làm", "results": "Kết quả",
    }  # fmt: skip


def _adoption_said(world: World) -> dict[str, Any]:
    return {"unit": str(world.ids["unit"]), "on": "2021-05-01"}


def _day(world: World) -> dict[str, Any]:
    return {"on": "2021-07-05", "kind": "off", "reason": "Nghỉ", "basis": "", "seen": "2021-07-05 off"}


# (address, which object, what is posted). One line per address and state that matters.
ADDRESSES: list[tuple[str, str, Data]] = [
    ("accounts:password", "", _none),
    ("exports:run-list", "", _none),
    ("exports:run-file", "run", _none),
    ("exports:template-list", "", _none),
    ("exports:template-file", "=plan", _none),
    ("exports:template-shipped", "=plan", _none),
    ("exports:template-upload", "=plan", _docx),
    ("exports:template-reset", "=plan", _none),
    ("org:calendar", "", _none),
    ("org:override-new", "", _day),
    ("org:override-edit", "override", _day),
    ("org:override-delete", "override", _none),
    *ORDER_ADDRESSES,
    *AIR_ADDRESSES,
    ("media:film-file", "film_file", _none),
    ("media:film-latest", "film_last", _none),
    ("media:film-track", "film_words", _none),
    ("media:upload", "upload", _none),
    ("newsroom:model-list", "", _none),
    ("newsroom:nomination-new", "", _nomination_said),
    ("newsroom:nomination", "nomination", lambda world: {"verdict": "good", "note": "Đã kiểm tra"}),
    ("newsroom:nomination-edit", "nomination", _nomination_said),
    ("newsroom:adoption-new", "model", _adoption_said),
    ("newsroom:adoption-gone", "adoption", lambda world: {"reason": "Ghi nhầm"}),
    ("newsroom:text-list", "", _none),
    ("newsroom:step", "text_step", _text_said),
    ("newsroom:step-preview", "text_step", _none),
    ("newsroom:video-list", "", _none),
    ("newsroom:video-upload", "", _film_said),
    ("newsroom:video-pieces", "", _none),
    ("newsroom:upload-gone", "upload", _none),
    ("newsroom:video-page", "film", _none),
    ("newsroom:video-state", "film", _none),
    ("newsroom:video-replace", "film", _none),
    ("newsroom:video-replace-pieces", "film", _none),
    ("newsroom:video-words", "film", _film_said),
    ("newsroom:video-track", "film", _track_said),
    ("newsroom:video-track-gone", "film_track", _none),
    ("newsroom:video-again", "film", _none),
    ("newsroom:video-gone", "film", _none),
    ("portal:desk-home", "", _none),
    ("portal:desk-search", "", _none),
    ("portal:guide-home", "", _none),
    ("portal:guide-desk", "=can-bo", _none),
    ("portal:guide-desk", "=sao-luu", _none),
    ("portal:head", "head", _none),
    ("portal:mail-list", "", _none),
    ("portal:mail-message", "message", _none),
    ("portal:mail-server", "", lambda world: {"way": "khong"}),
    ("portal:month", "root_plan", _none),
    ("portal:overview", "", _none),
    ("portal:overview-table", "", _none),
    ("portal:province", "", lambda world: {"name": "Tỉnh Sóc Trăng", "code": "94", "symbol": "UBND"}),
    ("portal:province-logo", "", lambda world: {"viec": "bo"}),
    ("portal:unit-desk", "unit", _none),
    ("portal:visits-base", "", lambda world: {"base": "3539502", "reason": "Số của cổng cũ"}),
    ("plans:plan-list", "", _none),
    ("plans:plan-new", "", lambda world: {"unit": str(world.ids["unit"]), "year": "2022", "title": "Mới"}),
    ("plans:plan-edit", "draft_plan", _none),
    ("plans:plan-edit", "submitted_plan", _none),
    ("plans:plan-edit", "issued_plan", _none),
    ("plans:plan-edit", "withdrawn_plan", _none),
    ("plans:head-edit", "draft_plan", _head_said),
    ("plans:head-edit", "issued_plan", _head_said),
    ("plans:plan-delete", "draft_plan", _none),
    ("plans:plan-delete", "issued_plan", _none),
    ("plans:group-add", "draft_plan", lambda world: {"title": "Nhóm thêm"}),
    ("plans:group-add", "issued_plan", lambda world: {"title": "Nhóm thêm"}),
    ("plans:task-new", "draft_plan", _task_said("draft")),
    ("plans:task-new", "issued_plan", _task_said("issued")),
    ("plans:task-understood", "draft_plan", _task_said("draft")),
    ("plans:group-edit", "draft_group", lambda world: {"title": "Tên khác", "was": "Nhóm 1"}),
    ("plans:group-edit", "issued_group", lambda world: {"title": "Tên khác", "was": "Nhóm 1"}),
    ("plans:group-move", "empty_group", lambda world: {"huong": "len"}),
    ("plans:group-delete", "empty_group", lambda world: {"so": "0"}),
    ("plans:group-delete", "issued_group", lambda world: {"so": "1"}),
    ("plans:task-edit", "draft_task", _task_said("draft")),
    ("plans:task-edit", "issued_task", _task_said("issued")),
    ("plans:task-move", "draft_task", lambda world: {"huong": "xuong"}),
    ("plans:task-delete", "draft_task", lambda world: {"version": "1"}),
    ("plans:task-delete", "issued_task", lambda world: {"version": "1"}),
    ("plans:doubt-confirm", "draft_task", lambda world: {"so": "0", "chu": "Xã"}),
    ("plans:task-counting", "draft_task", _counting_said("draft")),
    ("plans:task-counting", "issued_task", _counting_said("issued")),
    ("plans:counted", "", _none),
    ("plans:import-list", "", _none),
    ("plans:import-new", "", _docx),
    ("plans:import-review", "import", _none),
    ("plans:import-take", "import", _none),
    ("plans:import-undo", "import", _none),
    ("plans:plan-submit", "draft_plan", _none),
    ("plans:plan-return", "submitted_plan", _why),
    ("plans:plan-issue", "submitted_plan", lambda world: {"number": "7/KH-UBND", "issued_on": "2021-02-01"}),
    ("plans:plan-issue", "draft_plan", lambda world: {"number": "8/KH-UBND", "issued_on": "2021-02-01"}),
    ("plans:plan-issue", "issued_plan", lambda world: {"number": "9/KH-UBND", "issued_on": "2021-02-01"}),
    ("plans:plan-withdraw", "issued_plan", _why),
    ("plans:plan-withdraw", "root_plan", _why),
    ("plans:plan-redraft", "withdrawn_plan", _none),
    ("plans:plan-cascade", "issued_plan", _none),
    ("plans:plan-cascade", "root_plan", _none),
    ("plans:plan-urge", "root_plan", lambda world: {"don-vi": str(world.ids["unit"])}),
    ("plans:plan-file", "draft_plan", _none),
    ("plans:plan-file", "issued_plan", _none),
    ("plans:task-desk", "issued_task", _none),
    ("plans:task-desk", "draft_task", _none),
    ("plans:report-list", "", _none),
    ("plans:report-open", "", lambda world: {"ke-hoach": str(world.ids["issued_plan"]), "ky": "2021"}),
    ("plans:report", "draft_report", _none),
    ("plans:report", "submitted_report", _none),
    ("plans:report-edit", "draft_report", _report_said),
    ("plans:report-edit", "submitted_report", _report_said),
    ("plans:report-submit", "draft_report", _none),
    ("plans:report-submit", "submitted_report", _none),
    ("plans:report-return", "submitted_report", _why),
    ("plans:report-accept", "submitted_report", _none),
    ("plans:report-accept", "draft_report", _none),
    ("plans:report-word", "draft_report", _none),
    ("plans:report-word", "submitted_report", _none),
    ("plans:evidence-list", "", _none),
    ("plans:evidence-new", "", _evidence_said),
    ("plans:evidence-queue", "", lambda world: {"chon": str(world.ids["submitted_evidence"])}),
    ("plans:evidence-detail", "draft_evidence", _none),
    ("plans:evidence-detail", "accepted_evidence", _none),
    ("plans:evidence-edit", "draft_evidence", _evidence_said),
    ("plans:evidence-edit", "accepted_evidence", _evidence_said),
    ("plans:evidence-submit", "draft_evidence", _none),
    ("plans:evidence-accept", "submitted_evidence", _none),
    ("plans:evidence-accept", "draft_evidence", _none),
    ("plans:evidence-return", "submitted_evidence", _why),
    ("plans:evidence-return", "accepted_evidence", _why),
    ("plans:evidence-withdraw", "draft_evidence", _why),
    ("plans:evidence-withdraw", "accepted_evidence", _why),
    ("plans:proof-file", "draft_proof", _none),
    ("plans:proof-file", "accepted_proof", _none),
    *QUESTION_ADDRESSES,
    *CONTEST_ADDRESSES,
    *INDEX_ADDRESSES,
    *SURVEY_ADDRESSES,
    *PEOPLE_ADDRESSES,
    *OVERSIGHT_ADDRESSES,
    *PLAN_ADDRESSES,
]  # fmt: skip

WATCHED = (
    "questions",
    "contests",
    "indices",
    "surveys",
    "broadcasts",
    "plans",
    "org",
    "media",
    "exports",
    "outbox",
    "measures",
    "audit",
    "oversight",
    "accounts",
)
PASSING = {"accounts_user", "accounts_opensession"}  # when somebody signed in and was last seen


@cache
def watched() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label in WATCHED and model._meta.managed and model._meta.db_table not in PASSING
    )


def writes_by_table() -> dict[str, int]:
    """How often rows of each table were written in this transaction so far, what was rolled back included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE relname = ANY(%s) AND n_tup_ins + n_tup_upd + n_tup_del > 0",
            [watched()],
        )
        return dict(cursor.fetchall())


def writes() -> int:
    """The same of all tables together."""
    return sum(writes_by_table().values())


def fingerprints(tables: Iterable[str]) -> dict[str, str]:
    """What stands in each of the tables, in short."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
        for table in tables
    )
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def named(world: World, what: str) -> tuple[Any, ...]:
    """What an address names: nothing, a word, a thing, or several."""
    one = what[1:] if what.startswith("=") else world.ids[what] if what else ()
    return one if isinstance(one, tuple) else (one,)


def asked_of(role: str, world: World, method: str) -> Iterator[tuple[str, str]]:
    client = Client(raise_request_exception=False)
    if role in world.people:
        client.force_login(world.people[role])
    signed_in = client.cookies
    before = fingerprints(watched())
    for name, what, data in ADDRESSES:
        kwargs = named(world, what)
        client.cookies = copy.deepcopy(signed_in)  # the session's row comes back with the savepoint
        mark = transaction.savepoint()
        written = writes_by_table()
        answer = (
            client.get(reverse(name, args=kwargs))
            if method == "GET"
            else client.post(reverse(name, args=kwargs), data(world))
        )
        if answer.streaming:
            b"".join(answer.streaming_content)
        if answer.status_code >= 500:
            transaction.savepoint_rollback(mark)
            yield f"{method} {name} {what}".strip(), str(answer.status_code)
            continue
        # The second look costs fifty times the first, and where no row was written everything is as it was.
        now = writes_by_table()
        touched = [table for table in {*now, *written} if now.get(table) != written.get(table)]
        changed = any(before[table] != holds for table, holds in fingerprints(touched).items())
        transaction.savepoint_rollback(mark)
        yield f"{method} {name} {what}".strip(), f"{answer.status_code}{'+' if changed else ''}"


def test_table_covers_every_desk_address() -> None:
    known = {name for name, _what, _data in ADDRESSES} | PUBLIC | SKIPPED | SIGNED | OPEN_TO_ALL
    left = {name for name, _path in ALL if not name.startswith(SECOND_FACTOR)}
    assert left - known == set()


@pytest.mark.parametrize("role", ROLES)
def test_role_reads_and_changes_what_the_table_says(role: str, world: World) -> None:
    found = dict(asked_of(role, world, "GET")) | dict(asked_of(role, world, "POST"))
    if os.environ.get("DANBIET_WRITE_ROLES"):
        _keep(role, found)
    with TABLE.open(encoding="utf-8", newline="") as file:
        expected = {row["request"]: row[role] for row in csv.DictReader(file)}

    assert {key: value for key, value in found.items() if expected.get(key) != value} == {}
    assert expected.keys() == found.keys()


def test_table_lets_no_outsider_change_another_units_things() -> None:
    """What holds whatever else is put into the table: reading changes nothing, outsiders and auditors change nothing."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not [row for row in rows for role in ROLES if row[role].startswith("5")]
    assert not [
        row["request"]
        for row in rows
        if row["request"].startswith("GET") and any("+" in row[r] for r in ROLES)
    ]
    assert not [
        (row["request"], role)
        for row in rows
        for role in OUTSIDERS
        if "+" in row[role] and (row["request"], role) not in TAKEN
    ]
    hidden = (
        "draft_plan",
        "draft_task",
        "draft_group",
        "draft_evidence",
        "draft_report",
        "draft_proof",
        "draft_episode",
        "draft_step",
        "part",
        "import",
        "run",
        *HIDDEN_QUESTIONS,
        *HIDDEN_CONTESTS,
        *HIDDEN_INDICES,
    )
    for row in rows:
        if row["request"].endswith(tuple(f" {one}" for one in hidden)):
            for role in ("other_officer", "other_head", "nobody", "stranger"):
                assert row[role] in {"302", "403", "404", "405"}, (row["request"], role)


def _keep(role: str, found: dict[str, str]) -> None:
    rows: dict[str, dict[str, str]] = {}
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = {row["request"]: row for row in csv.DictReader(file)}
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=["request", *ROLES], lineterminator="\n")
    writer.writeheader()
    for key, value in found.items():
        known = {one: rows.get(key, {}).get(one, "") for one in ROLES}
        writer.writerow({**known, "request": key, role: value})
    TABLE.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("role", ["other_officer", "other_head", "nobody", "stranger"])
def test_outsider_reads_no_word_of_what_another_unit_prepares(role: str, world: World) -> None:
    Evidence.objects.filter(pk=world.ids["draft_evidence"]).update(title="Minh chứng mật")
    client = Client(raise_request_exception=False)
    if role in world.people:
        client.force_login(world.people[role])
    unit, plan, task = world.ids["unit"], world.ids["issued_plan"], world.ids["issued_task"]
    addresses = [
        *(reverse(name, args=named(world, what)) for name, what, _data in ADDRESSES if "=" not in what),
        *(f"{page}?q=m%E1%BA%ADt" for page in ("/tim/", "/ban-lam-viec/tim/", "/ban-lam-viec/minh-chung/")),
        "/", "/ke-hoach/", f"/don-vi/{unit}/", f"/ke-hoach/{plan}/", f"/ke-hoach/{plan}/nhiem-vu.csv",
        f"/ke-hoach/{plan}/vi-sao/", f"/nhiem-vu/{task}/", f"/nhiem-vu/{task}/vi-sao/",
        f"/ke-hoach/{world.ids['draft_plan']}/", f"/nhiem-vu/{world.ids['draft_task']}/",
    ]  # fmt: skip
    secrets = (
        "mật của kế hoạch draft",
        "Nhóm mật",
        "Nhập mật",
        "Thư mật",
        "Minh chứng mật",
        *AIR_SECRETS,
        *CONTEST_SECRETS,
        *INDEX_SECRETS,
        *SURVEY_SECRETS,
        *OVERSIGHT_SECRETS,
        *SECRETS,
    )
    read = []
    for address in addresses:
        answer = client.get(address)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        read += [(address, secret) for secret in secrets if secret in said.decode(errors="replace")]
    assert read == []
