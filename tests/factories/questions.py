"""Questions for tests: a small province with an intake desk, rows in any state. No surprises: what is not asked for is plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from danbiet.questions.models import (
    Answer,
    Asker,
    CallBack,
    DataRequest,
    Event,
    InternalNote,
    LegalBasis,
    Message,
    Notice,
    Part,
    Pause,
    Question,
    Snippet,
    TimeLimit,
    Topic,
)

from . import plans as make

AT = datetime(2021, 10, 7, 8, 40, tzinfo=UTC)  # Thursday 07/10/2021, 15:40 in Vietnam
DUE = datetime(2021, 10, 14, 10, 0, tzinfo=UTC)  # five working days later, 17:00
_numbers = count(1)

AGENCY_STATES = ("routed", "in_work", "in_approval", "published", "answered", "closed")
ANSWERED = ("published", "answered", "closed")


@dataclass
class Cast:
    """A province with its intake desk, two agencies and a commune; one person for every part in the play."""

    root: Unit
    agency: Unit
    other: Unit
    commune: Unit
    intake: User
    office: User
    officer: User
    colleague: User
    head: User
    other_officer: User
    other_head: User
    auditor: User
    topic: Topic


def cast() -> Cast:
    """The people and units; `topic` (Hộ tịch, chứng thực) usually goes to `agency` (Sở Tư pháp)."""
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    agency = make.unit("Sở Tư pháp", parent=root, code="STP")
    other = make.unit("Sở Y tế", parent=root, code="SYT")
    commune = make.unit("Xã An Mỹ", parent=root, kind=UnitKind.COMMUNE, code="AM")
    return Cast(
        root, agency, other, commune,
        intake=make.person("Lê Thị Tiếp Nhận", unit=root, role=Role.INTAKE),
        office=make.person("Nguyễn Văn Phòng", unit=root, role=Role.OFFICE),
        officer=make.person("Trần Thị B", unit=agency),
        colleague=make.person("Phạm Thị D", unit=agency),
        head=make.person("Nguyễn Văn A", unit=agency, role=Role.HEAD),
        other_officer=make.person("Lý Văn Khác", unit=other),
        other_head=make.person("Võ Thị Khác", unit=other, role=Role.HEAD),
        auditor=make.person("Kiểm tra viên", unit=root, role=Role.AUDITOR),
        topic=topic("Hộ tịch, chứng thực", unit=agency),
    )  # fmt: skip


def topic(name: str = "", *, unit: Unit | None = None, key: str = "", order: int = 0) -> Topic:
    """A field; its key is free unless given (the migration may have brought fields of its own)."""
    number = next(_numbers)
    return Topic.objects.create(
        key=key or f"linh-vuc-{number}", name=name or f"Lĩnh vực {number}", unit=unit, order=order
    )


def time_limit(
    working_days: Decimal | int | str = 5, *, channel: str = "", topic: Topic | None = None
) -> TimeLimit:
    return TimeLimit.objects.create(
        channel=channel, topic=topic, working_days=Decimal(str(working_days)), basis="Quyết định 1/QĐ-UBND"
    )


def question(
    intake_unit: Unit,
    *,
    state: str = "new",
    lead: Unit | None = None,
    officer: User | None = None,
    subject: str = "",
    text: str = "Mẹ tôi nhận thay bản sao trích lục khai sinh được không?",
    topic: Topic | None = None,
    place: Unit | None = None,
    channel: str = "web",
    language: str = "vi",
    received_at: datetime = AT,
    due_at: datetime = DUE,
    limit_days: Decimal | int | str = 5,
    is_masked_checked: bool = False,
    may_publish: bool = False,
    asker: dict[str, Any] | None = None,
    **fields: Any,
) -> Question:
    """A question in a state, with its asker (`asker`: name, phone, email, subject, text …; the words are the question's
    own unless given). A state at an agency needs `lead` and gets the lead's part. No event is written."""
    number = next(_numbers)
    year = received_at.year
    if state in AGENCY_STATES and lead is not None:
        fields.setdefault("routed_at", received_at + timedelta(hours=18))
    if state in ANSWERED:
        fields.setdefault("answered_at", due_at - timedelta(days=1))
    if state == "published":
        fields.setdefault("published_at", fields["answered_at"])
    made = Question.objects.create(
        code=f"CH-{year}-{number:04}", year=year, number=number, link_nonce=f"nonce{number}", channel=channel,
        language=language, topic=topic, place=place, subject=subject or f"Câu hỏi số {number}", text=text,
        is_masked_checked=is_masked_checked or state in ANSWERED, state=state, intake_unit=intake_unit, lead=lead,
        officer=officer, may_publish=may_publish or state == "published", received_at=received_at,
        limit_days=Decimal(str(limit_days)), due_at=due_at, told_at=fields.pop("told_at", received_at), **fields,
    )  # fmt: skip
    known = {"name": "Trần Văn Hỏi", "phone": "0912 345 678", "subject": made.subject, "text": made.text}
    Asker.objects.create(question=made, **{**known, **(asker or {})})
    if lead is not None:
        part(made, lead, role="lead", state="handed_in" if state in ANSWERED else "asked")
    return made


def part(
    question: Question,
    unit: Unit,
    *,
    role: str = "support",
    state: str = "asked",
    wanted: str = "",
    text: str = "",
    at: datetime = AT,
) -> Part:
    done_at = at + timedelta(days=1) if state != "asked" else None
    return Part.objects.create(
        question=question, unit=unit, role=role, state=state, wanted=wanted, text=text, asked_at=at,
        held_from=at if role == "lead" else None, done_at=done_at,
    )  # fmt: skip


def answer(
    question: Question,
    *,
    body: str = "<p>Được. Mẹ nhận thay được.</p>",
    state: str = "draft",
    by: User | None = None,
    signed_by: User | None = None,
    bases: tuple[str, ...] = (),
    round: int = 1,
    **fields: Any,
) -> Answer:
    """The answer of a round, by the question's lead."""
    assert question.lead_id is not None
    if state == "submitted":
        fields.setdefault("submitted_at", AT)
    if state == "approved":
        fields.setdefault("approved_at", question.answered_at or AT)
        fields.setdefault("signer_name", signed_by.full_name if signed_by else "Nguyễn Văn A")
        fields.setdefault("signer_title", "Phó Giám đốc")
    made = Answer.objects.create(
        question=question, round=round, unit_id=question.lead_id, body=body, state=state, written_by=by,
        written_at=AT, signed_by=signed_by, **fields,
    )  # fmt: skip
    for title in bases:
        LegalBasis.objects.create(answer=made, title=title, article="Điều 2")
    return made


def event(
    question: Question,
    verb: str,
    *,
    at: datetime = AT,
    from_state: str = "",
    to_state: str = "",
    actor: str = "system",
    by: User | None = None,
    unit: Unit | None = None,
    reason: str = "",
    is_public: bool = False,
    **details: Any,
) -> Event:
    return Event.objects.create(
        question=question, verb=verb, at=at, from_state=from_state, to_state=to_state, actor=actor, by=by, unit=unit,
        reason=reason, is_public=is_public, details=details,
    )  # fmt: skip


def message(
    question: Question,
    text: str,
    *,
    at: datetime = AT,
    is_from_asker: bool = False,
    by: User | None = None,
    unit: Unit | None = None,
    original: str = "",
) -> Message:
    return Message.objects.create(
        question=question,
        text=text,
        original=original or text,
        at=at,
        is_from_asker=is_from_asker,
        by=by,
        unit=unit,
    )


def pause(
    question: Question,
    *,
    began_at: datetime = AT,
    ended_at: datetime | None = None,
    reason: str = "",
    is_for_asker: bool = True,
) -> Pause:
    return Pause.objects.create(
        question=question, began_at=began_at, ended_at=ended_at, reason=reason, is_for_asker=is_for_asker
    )


def note(
    question: Question, text: str, *, by: User, unit: Unit, mentions: tuple[User, ...] = (), at: datetime = AT
) -> InternalNote:
    made = InternalNote.objects.create(question=question, by=by, unit=unit, text=text, at=at)
    made.mentions.set(mentions)
    return made


def snippet(title: str, body: str, *, key: str = "", unit: Unit | None = None) -> Snippet:
    return Snippet.objects.create(unit=unit, key=key or f"mau-{next(_numbers)}", title=title, body=body)


def call_back(question: Question, *, kind: str = "answered", at: datetime = AT) -> CallBack:
    """A call the desk owes somebody who has only a telephone."""
    notice = Notice.objects.create(
        question=question,
        kind=kind,
        key=f"{question.pk}:{kind}:{next(_numbers)}",
        created_at=at,
        not_before=at,
        way="call",
    )
    return CallBack.objects.create(question=question, notice=notice, created_at=at)


def data_request(
    question: Question, *, kind: str = "copy", asked_at: datetime = AT, due_on: date = date(2021, 10, 11)
) -> DataRequest:
    return DataRequest.objects.create(question=question, kind=kind, asked_at=asked_at, due_on=due_on)
