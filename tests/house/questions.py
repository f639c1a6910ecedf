"""Questions for the table of roles: one in every state that matters, led by the commune, and every address of their desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.media.actions import store_file
from danbiet.questions.models import QuestionFile
from tests.factories import questions as make

if TYPE_CHECKING:
    from .test_roles import World

AT = datetime(2021, 5, 28, 3, tzinfo=UTC)
DUE = datetime(2021, 6, 10, 10, tzinfo=UTC)
SECRETS = ("Câu hỏi mật", "Ghi chú mật", "0912 345 678", "Trả lời mật")
HIDDEN = ("q_new", "q_work", "q_waiting", "q_file", "q_part", "q_call", "q_data")


def add_questions(world: World, commune: Any, district: Any, root: Any) -> None:
    """The commune leads; of the district's question it is asked a contribution."""
    officer = world.people["officer"]
    topic = make.topic("Lĩnh vực thử", unit=commune)
    common: dict[str, Any] = {
        "received_at": AT,
        "due_at": DUE,
        "subject": "Câu hỏi mật của dân",
        "topic": topic,
    }
    new = make.question(root, **common)
    work = make.question(
        root, state="in_work", lead=commune, officer=officer, is_masked_checked=True, **common
    )
    make.answer(work, body="<p>Trả lời mật</p>", by=officer)
    make.note(work, "Ghi chú mật", by=officer, unit=commune, at=AT)
    waiting = make.question(
        root,
        state="in_approval",
        lead=commune,
        officer=officer,
        is_masked_checked=True,
        may_publish=True,
        **common,
    )
    make.answer(waiting, body="<p>Trả lời mật</p>", state="submitted", by=officer)
    above = make.question(root, state="in_work", lead=district, **common)
    part = make.part(above, commune, wanted="Ý kiến mật", at=AT)
    kept = store_file(SimpleUploadedFile("a.txt.pdf", b"%PDF-1.7\n%%EOF\n"), by=officer, at=AT)
    file = QuestionFile.objects.create(question=work, file=kept, label="Tệp 1", added_at=AT)
    world.ids |= {
        "district": district.pk,
        "q_new": new.pk, "q_work": work.pk, "q_waiting": waiting.pk, "q_part": part.pk, "q_file": (work.pk, file.pk),
        "q_call": make.call_back(new, at=AT).pk, "q_data": make.data_request(new, asked_at=AT, due_on=AT.date()).pk,
        "topic": topic.pk, "limit": make.time_limit(7, channel="phone").pk,
        "snippet": make.snippet("Mẫu câu của xã", "Trân trọng", unit=commune).pk, "province_snippet": make.snippet("Của tỉnh", "Chung").pk,
        **{f"{kind}_{key}": (pk, key.replace("_", "-")) for kind, pk, key in _steps(new.pk, work.pk, waiting.pk)},
    }  # fmt: skip


def _steps(new: int, work: int, waiting: int) -> list[tuple[str, int, str]]:
    return [
        *(("new", new, key) for key in ("tiep_nhan", "tu_choi")),
        *(
            ("work", work, key)
            for key in ("gia_han", "tra_lai", "hoi_them", "tam_dung", "giao", "xin_y_kien")
        ),
        *(("waiting", waiting, key) for key in ("cong_khai", "tra_loi_rieng", "tra_ve", "thu_hoi")),
    ]


Data = Callable[["World"], dict[str, Any]]


def _none(world: World) -> dict[str, Any]:
    return {}


def _why(world: World) -> dict[str, Any]:
    return {"reason": "Chưa đủ"}


def _told(world: World) -> dict[str, Any]:
    return {
        "channel": "phone", "language": "vi", "subject": "Hỏi thêm", "text": "Làm khai sinh ở đâu?", "name": "Lý Văn A",
        "phone": "0977111222", "received_on": "", "email": "", "address": "", "original": "", "sent_key": "",
    }  # fmt: skip


def _answer(world: World) -> dict[str, Any]:
    return {
        "version": "1", "body": "Trả lời sửa", "valid_until": "", "viec": "luu", "tim-van-ban": "", "can-cu-TOTAL_FORMS": "1",
        "can-cu-INITIAL_FORMS": "0", "can-cu-0-title": "Luật", "can-cu-0-article": "Điều 1", "can-cu-0-url": "",
        "can-cu-0-document_id": "",
    }  # fmt: skip


def _reviewed(world: World) -> dict[str, Any]:
    return {
        "version": "1", "subject": "Câu hỏi đã che", "text": "Nội dung đã che", "channel": "web", "topic": "", "place": "",
        "may_publish": "on",
    }  # fmt: skip


def _transcribed(world: World) -> dict[str, Any]:
    return {"version": "1", "original": "ខ្មែរ", "subject": "Tiêu đề", "text": "Bản dịch"}


def _routed(world: World) -> dict[str, Any]:
    return {
        "version": "1",
        "unit": str(world.ids["unit"]),
        "wanted": "",
        "note": "",
        "reason": "Đúng thẩm quyền",
    }


def _joined(world: World) -> dict[str, Any]:
    return {"version": "1", "other": str(world.ids["q_work"]), "viec": "gop"}


def _bulk(world: World) -> dict[str, Any]:
    return {
        "chon": str(world.ids["q_work"]), "viec": "tra-loi", "buoc": "lam", "body": "Chung", "valid_until": "", "xem": "",
        f"ban-{world.ids['q_work']}": "1",
    }  # fmt: skip


def _topic(world: World) -> dict[str, Any]:
    return {"name": "Lĩnh vực sửa", "hint": "", "unit": "", "order": "1", "is_active": "on"}


def _limit(world: World) -> dict[str, Any]:
    return {"channel": "paper", "topic": "", "working_days": "5", "basis": ""}


def _snippet(world: World) -> dict[str, Any]:
    return {"unit": str(world.ids["unit"]), "key": "moi", "title": "Mẫu sửa", "body": "Chữ"}


def _step(world: World) -> dict[str, Any]:
    return {
        "reason": "Lý do", "text": "Nội dung", "days": "1", "kind": "content", "wanted": "Ý kiến", "unit": str(world.ids["district"]),
        "to_user": str(world.ids["user"]), "version": "1",
    }  # fmt: skip


QUESTION_ADDRESSES: list[tuple[str, str, Data]] = [
    ("questions:question-queue", "", _none),
    ("questions:intake-new", "", _told),
    ("questions:bulk", "", _bulk),
    ("questions:documents", "", _none),
    ("questions:typed-preview", "", lambda world: {"body": "**x**"}),
    ("questions:call-back-list", "", _none),
    ("questions:call-back", "q_call", lambda world: {"viec": "xong", "note": "Đã báo"}),
    ("questions:data-list", "", _none),
    ("questions:data-request", "q_data", lambda world: {"outcome": "Đã giao"}),
    ("questions:topic-list", "", _none),
    ("questions:topic-new", "", _topic),
    ("questions:topic-edit", "topic", _topic),
    ("questions:topic-drop", "topic", _none),
    ("questions:limit-new", "", _limit),
    ("questions:limit-edit", "limit", _limit),
    ("questions:limit-drop", "limit", _none),
    ("questions:snippet-list", "", _none),
    ("questions:snippet-new", "", _snippet),
    ("questions:snippet-edit", "snippet", _snippet),
    ("questions:snippet-edit", "province_snippet", _snippet),
    ("questions:snippet-drop", "snippet", _none),
    ("questions:report", "", _none),
    ("questions:part", "q_part", lambda world: {"version": "1", "text": "Ý kiến"}),
    ("questions:part-decline", "q_part", _why),
    ("questions:part-recall", "q_part", _none),
    ("questions:question-desk", "q_new", _none),
    ("questions:question-desk", "q_work", _none),
    ("questions:question-desk", "q_waiting", _none),
    ("questions:answer", "q_work", _answer),
    ("questions:answer", "q_waiting", _answer),
    ("questions:answer-preview", "q_work", _none),
    ("questions:note", "q_work", lambda world: {"text": "Ghi chú"}),
    ("questions:review", "q_new", _reviewed),
    ("questions:review", "q_work", _reviewed),
    ("questions:transcript", "q_new", _transcribed),
    ("questions:route", "q_new", _routed),
    ("questions:route", "q_work", _routed),
    ("questions:join", "q_new", _joined),
    ("questions:identity", "q_new", _why),
    ("questions:identity", "q_work", _why),
    ("questions:file", "q_file", _none),
    ("questions:file-show", "q_file", _none),
    ("questions:step", "new_tiep_nhan", _step),
    ("questions:step", "new_tu_choi", _step),
    ("questions:step", "work_gia_han", _step),
    ("questions:step", "work_tra_lai", _step),
    ("questions:step", "work_hoi_them", _step),
    ("questions:step", "work_tam_dung", _step),
    ("questions:step", "work_giao", _step),
    ("questions:step", "work_xin_y_kien", _step),
    ("questions:step", "waiting_cong_khai", _step),
    ("questions:step", "waiting_tra_loi_rieng", _step),
    ("questions:step", "waiting_tra_ve", _step),
    ("questions:step", "waiting_thu_hoi", _step),
]
