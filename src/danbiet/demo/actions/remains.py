"""What is there of the demonstration, and what is there besides it that nobody may throw away unasked."""

from __future__ import annotations

from dataclasses import dataclass

from danbiet.accounts.models import User

from ..queries import stages_loaded
from .census import count_rows, last_census

# Table and how the rows are called to an administrator; what is not named here goes too and is counted together.
KINDS = (
    ("accounts_user", "tài khoản"), ("org_unit", "đơn vị"), ("org_membership", "vai trò của người trong đơn vị"),
    ("plans_plan", "kế hoạch"), ("plans_task", "nhiệm vụ"), ("plans_evidence", "minh chứng"), ("plans_report", "báo cáo"),
    ("newsroom_articlepage", "tin bài"), ("newsroom_announcementpage", "thông báo"), ("newsroom_officialdocumentpage", "văn bản"),
    ("newsroom_goodmodelpage", "mô hình hay"), ("media_video", "video"), ("media_storedfile", "tệp"),
    ("questions_question", "câu hỏi"), ("broadcasts_airing", "lượt phát sóng"), ("contests_contest", "hội thi"),
    ("contests_entry", "bài thi"), ("indices_edition", "kỳ đánh giá chỉ số"), ("surveys_campaign", "cuộc khảo sát"),
    ("surveys_response", "phiếu khảo sát"), ("outbox_message", "thư"), ("audit_entry", "mục nhật ký"),
)  # fmt: skip
# What people come in with from outside, without an account.
VISITORS = (
    ("questions_question", "câu hỏi gửi đến"), ("questions_message", "lời trao đổi về câu hỏi"), ("questions_datarequest", "yêu cầu về dữ liệu cá nhân"),
    ("contests_entrant", "người dự thi"), ("contests_entry", "bài thi"), ("contests_appeal", "khiếu nại về bài thi"),
    ("surveys_response", "phiếu khảo sát"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remains:
    """`counts` and `other`: all there is, by kind. `real`: what people who are no invented ones made or are.
    `tried`: what was added with the demonstration's accounts. `is_known`: whether it can be told at all what came later."""

    is_there: bool
    counts: tuple[tuple[str, int], ...]
    other: int
    people: tuple[str, ...]
    visitors: tuple[tuple[str, int], ...]
    tried: tuple[tuple[str, int], ...]
    is_known: bool

    @property
    def is_mixed(self) -> bool:
        return bool(self.people or self.visitors) or not self.is_known


def remains() -> Remains:
    """Count everything, and what came since the year was loaded."""
    now, before = count_rows(), last_census()
    is_whole = before is not None
    grown = {name: count - (before or {}).get(name, 0) for name, count in now.items()}
    people = User.objects.filter(is_demo=False).order_by("pk")
    named = {name for name, _ in KINDS}
    from_outside = {name for name, _ in VISITORS}
    return Remains(
        is_there=bool(stages_loaded()) or User.objects.filter(is_demo=True).exists(),
        counts=tuple((words, now[name]) for name, words in KINDS if now.get(name)),
        other=sum(count for name, count in now.items() if name not in named),
        people=tuple(f"{one.full_name} ({one.username})" for one in people),
        visitors=tuple(
            (words, grown[name]) for name, words in VISITORS if is_whole and grown.get(name, 0) > 0
        ),
        tried=tuple(
            (words, grown[name])
            for name, words in KINDS
            if is_whole and name not in from_outside and grown.get(name, 0) > 0 and name != "audit_entry"
        ),
        is_known=is_whole,
    )
