"""An incident with personal data: noted, reported within 72 hours, closed; and the page of what is forgotten when."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from docx import Document
from procrastinate.contrib.django import app as jobs

from danbiet.audit.models import Entry
from danbiet.exports.actions import forget_runs
from danbiet.exports.models import Run
from danbiet.oversight.actions import incidents as act
from danbiet.oversight.actions.forgetting import forget_due
from danbiet.oversight.models import Incident
from danbiet.oversight.queries.retention import forgotten
from danbiet.oversight.registry import rules
from tests.factories import questions as asked
from tests.questions.desk import at_desk, read

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/su-co/"
AT = datetime(2021, 10, 7, 8, tzinfo=UTC)


@pytest.fixture
def cast() -> asked.Cast:
    return asked.cast()


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Mất máy tính xách tay", "kind": "lost", "noticed_at": AT, "began_at": None, "facts": "Máy để quên trên xe",
        "stores": ["questions"], "people_count": 12, "measures": "", **changes,
    }  # fmt: skip


def test_incident_goes_from_the_form_to_the_authority_and_is_closed(cast: asked.Cast) -> None:
    asked.question(cast.root)
    client = at_desk(cast.office)
    said = {
        "title": "Mất máy tính xách tay", "kind": "lost", "noticed_on": "07/10/2021", "noticed_hour": "14:05", "facts": "Để quên",
        "stores": ["questions"], "people_count": "12",
    }  # fmt: skip
    client.post(f"{DESK}moi/", said)
    row = Incident.objects.get()

    refused = client.post(f"{DESK}{row.pk}/", {"viec": "bao-cao"}, follow=True)
    client.post(f"{DESK}{row.pk}/", {**said, "viec": "sua", "measures": "Khóa tài khoản"})
    client.post(f"{DESK}{row.pk}/", {"viec": "bao-cao"})
    client.post(f"{DESK}{row.pk}/", {"viec": "ket-thuc"})
    row.refresh_from_db()

    assert "nêu biện pháp" in read(refused)
    assert row.noticed_at == datetime(2021, 10, 7, 7, 5, tzinfo=UTC)
    assert row.reported_at is not None
    assert row.closed_at is not None
    assert [entry.verb for entry in Entry.objects.filter(kind_is("oversight.incident")).order_by("id")] == [
        "oversight.incident_noted", "oversight.incident_amended", "oversight.incident_reported", "oversight.incident_closed",
    ]  # fmt: skip
    assert client.post(f"{DESK}{row.pk}/", {"viec": "ket-thuc"}, follow=True).status_code == 200


def kind_is(kind: str) -> Any:
    from django.db.models import Q

    return Q(object_kind=kind)


def test_report_is_due_72_hours_after_it_was_noticed(cast: asked.Cast) -> None:
    row = act.note_incident(facts(), by=cast.office, at=AT)

    assert act.due_at(row) == AT + timedelta(hours=72)


@pytest.mark.parametrize(
    "wrong", [{"noticed_at": AT + timedelta(minutes=1)}, {"began_at": AT + timedelta(seconds=1)}]
)
def test_incident_in_the_future_is_refused(cast: asked.Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(act.IncidentRefusal):
        act.note_incident(facts(**wrong), by=cast.office, at=AT)


def test_report_is_a_word_draft_with_the_facts_at_hand(cast: asked.Cast) -> None:
    asked.question(cast.root)
    row = act.note_incident(facts(), by=cast.office, at=AT)

    answer = at_desk(cast.office).get(f"{DESK}{row.pk}/van-ban/")
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    )

    for words in (
        "Mất máy tính xách tay",
        "Máy để quên trên xe",
        "72 giờ",
        "15 giờ 00, ngày 10/10/2021",
        "Người gửi câu hỏi",
        "12",
    ):
        assert words in text


@pytest.mark.parametrize("who", ["auditor", "intake", "officer", "head"])
def test_incidents_are_the_offices_alone(cast: asked.Cast, who: str) -> None:
    row = act.note_incident(facts(), by=cast.office, at=AT)
    client = at_desk(getattr(cast, who))

    for path in (DESK, f"{DESK}moi/", f"{DESK}{row.pk}/", f"{DESK}{row.pk}/van-ban/"):
        assert client.get(path).status_code == 403
    assert client.post(f"{DESK}{row.pk}/", {"viec": "bao-cao"}).status_code == 403


def test_closed_incident_is_amended_no_more(cast: asked.Cast) -> None:
    row = act.note_incident(facts(measures="Đổi mật khẩu"), by=cast.office, at=AT)
    with pytest.raises(act.IncidentRefusal):
        act.close_incident(row.pk, by=cast.office, at=AT)
    act.report_incident(row.pk, by=cast.office, at=AT)
    act.close_incident(row.pk, by=cast.office, at=AT)
    with pytest.raises(act.IncidentRefusal):
        act.amend_incident(row.pk, facts(), by=cast.office, at=AT)


# What is forgotten when


def test_every_rule_with_a_job_has_one_the_worker_knows() -> None:
    jobs.perform_import_paths()

    assert len(rules()) >= 9
    assert not [rule.key for rule in rules() if rule.job and rule.job not in jobs.tasks]


def test_page_lists_every_rule_for_auditors_and_the_office(cast: asked.Cast) -> None:
    for who in (cast.auditor, cast.office):
        said = read(at_desk(who).get("/ban-lam-viec/thoi-han-luu/"))
        assert "Phiên đăng nhập" in said
        assert "Liên hệ của người dự thi" in said
    assert at_desk(cast.officer).get("/ban-lam-viec/thoi-han-luu/").status_code == 403


def test_page_of_a_job_that_does_not_run_leads_who_runs_the_machine_to_what_to_do(cast: asked.Cast) -> None:
    office, auditor = (
        at_desk(who).get("/ban-lam-viec/thoi-han-luu/").content.decode()
        for who in (cast.office, cast.auditor)
    )

    address = "/ban-lam-viec/huong-dan/bao-dong-viec-nen-dung/"
    assert f'<a href="{address}">việc nền không chạy</a>' in office
    assert at_desk(cast.office).get(address).status_code == 200
    assert address not in auditor


def test_ended_sessions_are_overdue_until_the_job_forgets_them() -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=AT - timedelta(days=3))
    Session.objects.create(session_key="b", session_data="", expire_date=AT + timedelta(days=3))

    before = {one.label: one.overdue for one in forgotten(at=AT)}
    done = forget_due(at=AT)
    after = {one.label: one.overdue for one in forgotten(at=AT)}

    assert sum(before.values()) == 1
    assert done["sessions"] == 1
    assert sum(after.values()) == 0
    assert Session.objects.count() == 1


def test_documents_made_long_ago_are_forgotten_but_not_one_being_made() -> None:
    for state in ("done", "failed", "running"):
        Run.objects.create(report="x", title="x", requested_at=AT - timedelta(days=100), state=state)

    forget_runs(before=AT - timedelta(days=90))

    assert [run.state for run in Run.objects.all()] == ["running"]
