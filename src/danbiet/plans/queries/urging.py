"""Which units have tasks overdue, how often they were urged this year, and the letters that were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from danbiet.exports.render import Align, Column, OfficialHead, Row, Table
from danbiet.exports.render.letter import LetterDocument
from danbiet.kit.text import viet_sort_key
from danbiet.org.queries import Tree, tree
from danbiet.org.queries.offices import office_of

from ..calc.progress import OVERDUE, TaskProgress
from ..calc.reporting import points
from ..enums import LetterState, PlanState, UrgingLevel
from ..models import Plan, UrgingLetter
from .progress import plans_in_full

HIGHEST = max(UrgingLevel.values)
SUBJECTS = {
    UrgingLevel.REMIND: "V/v nhắc thực hiện nhiệm vụ tuyên truyền cải cách hành chính năm {year}",
    UrgingLevel.URGE: "V/v đôn đốc thực hiện nhiệm vụ tuyên truyền cải cách hành chính năm {year} quá hạn",
    UrgingLevel.REPRIMAND: "V/v phê bình chậm thực hiện nhiệm vụ tuyên truyền cải cách hành chính năm {year}",
}
OPENINGS = {
    UrgingLevel.REMIND: (
        "Thực hiện Kế hoạch số {number}{day}, qua theo dõi đến ngày {as_of}, {unit} có {count} nhiệm vụ đã quá hạn chưa "
        "hoàn thành. {issuer} đề nghị đơn vị quan tâm chỉ đạo hoàn thành các nhiệm vụ sau:"
    ),
    UrgingLevel.URGE: (
        "{issuer} đã có văn bản nhắc {unit} thực hiện các nhiệm vụ theo Kế hoạch số {number}{day}. Đến ngày {as_of}, đơn vị "
        "vẫn còn {count} nhiệm vụ quá hạn chưa hoàn thành. {issuer} đề nghị Thủ trưởng đơn vị tập trung chỉ đạo, hoàn thành "
        "dứt điểm các nhiệm vụ sau:"
    ),
    UrgingLevel.REPRIMAND: (
        "Mặc dù đã được nhắc và đôn đốc nhiều lần, đến ngày {as_of} {unit} vẫn còn {count} nhiệm vụ theo Kế hoạch số "
        "{number}{day} quá hạn chưa hoàn thành. {issuer} phê bình {unit} và yêu cầu Thủ trưởng đơn vị giải trình nguyên nhân, "
        "xác định trách nhiệm, hoàn thành ngay các nhiệm vụ sau:"
    ),
}


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit with tasks overdue in its own plan, longest first, and how it was urged before in the same year."""

    unit_id: int
    name: str
    tasks: list[dict[str, Any]]
    urged: int
    last: UrgingLetter | None
    drafted: UrgingLetter | None

    @property
    def level(self) -> int:
        """The level of the next letter."""
        return min(self.urged + 1, HIGHEST)

    @property
    def longest(self) -> int:
        """Days the longest overdue task is late."""
        return max((int(one["days"]) for one in self.tasks), default=0)


def late_units(plan: Plan, *, on: date, units: Tree) -> list[LateUnit]:
    """Units whose own issued plans under this one hold overdue tasks on the day, most tasks first. Five queries and one for
    the numbers of tasks."""
    children = {
        child.pk: child
        for child in Plan.objects.filter(parent=plan, state=PlanState.ISSUED).defer("sections")
    }
    letters = list(
        UrgingLetter.objects.filter(plan__unit_id=plan.unit_id, plan__year=plan.year).order_by("id")
    )
    urged = Counter(one.unit_id for one in letters if one.state == LetterState.ISSUED)
    last = {one.unit_id: one for one in letters if one.state == LetterState.ISSUED}
    drafted = {
        one.unit_id: one for one in letters if one.state == LetterState.DRAFT and one.plan_id == plan.pk
    }
    found = []
    for plan_id, progress in plans_in_full(list(children), on).items():
        late = [task for task in progress.tasks if task.status == OVERDUE]
        unit_id = children[plan_id].unit_id
        if late:
            rows = sorted((_task_row(task, on=on) for task in late), key=lambda row: -int(row["days"]))
            found.append(
                LateUnit(
                    unit_id,
                    units.full_name(unit_id),
                    rows,
                    urged[unit_id],
                    last.get(unit_id),
                    drafted.get(unit_id),
                )
            )
    return sorted(found, key=lambda one: (-len(one.tasks), -one.longest, viet_sort_key(one.name)))


def _task_row(task: TaskProgress, *, on: date) -> dict[str, Any]:
    """A task as a letter keeps it."""
    due = task.task.ends_on
    return {
        "task": task.task.id,
        "content": task.label,
        "due": due.isoformat(),
        "percent": str(task.percent),
        "days": max((on - due).days, 0),
    }


def letters_of(plan: Plan) -> QuerySet[UrgingLetter]:
    """Every letter written in the plan's name, drafts first, then newest first."""
    return UrgingLetter.objects.filter(plan=plan).order_by("state", "-issued_on", "-id")


def letter_for(pk: int) -> UrgingLetter | None:
    """The letter with its plan."""
    return UrgingLetter.objects.select_related("plan").filter(pk=pk).first()


def letters_to(unit_ids: Iterable[int], *, year: int) -> list[UrgingLetter]:
    """Issued letters to these units in a year, newest first. One query."""
    return list(
        UrgingLetter.objects.filter(unit_id__in=list(unit_ids), plan__year=year, state=LetterState.ISSUED)
        .select_related("plan")
        .order_by("-issued_on", "-id")
    )


def opening_words(plan: Plan, *, level: int, unit: str, count: int, issuer: str, as_of: date) -> str:
    """The first paragraph of a letter of this level."""
    day = f" ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    return OPENINGS[UrgingLevel(level)].format(
        number=plan.number, day=day, as_of=f"{as_of:%d/%m/%Y}", unit=unit, count=f"{count:02}", issuer=issuer
    )


def letter_document(letter: UrgingLetter) -> LetterDocument:
    """The letter as it leaves. Four queries."""
    on = letter.issued_on or letter.as_of
    units = tree(on)
    office = office_of(letter.plan.unit_id, units=units, on=on)
    head = OfficialHead(
        superior=office.superior,
        issuer=office.issuer,
        number=letter.number or None,
        symbol=office.symbol,
        place=office.place,
        date=letter.issued_on,
        year=letter.plan.year,
        type_name="",
        abstract=SUBJECTS[UrgingLevel(letter.level)].format(year=letter.plan.year),
        addressee=(units.full_name(letter.unit_id),),
        recipients=("Như trên", "Lưu: VT"),
        signer_prefix=office.signer_prefix,
        signer_title=office.signer_title,
        signer_name=office.signer_name,
    )
    closing = (
        f"Đề nghị {units.full_name(letter.unit_id)} hoàn thành, cập nhật minh chứng trên hệ thống và báo cáo kết quả về "
        f"{office.issuer} trước ngày {letter.answer_by:%d/%m/%Y}"
    )
    return LetterDocument(
        head=head,
        before=tuple(line for line in letter.body.split("\n") if line.strip()),
        table=_table(letter),
        after=(closing,),
    )


def _table(letter: UrgingLetter) -> Table:
    rows = tuple(
        Row(
            cells=(
                str(place), one["content"], f"{date.fromisoformat(one['due']):%d/%m/%Y}", points(one["percent"]),
                str(one["days"]),
            )
        )
        for place, one in enumerate(letter.tasks, 1)
    )  # fmt: skip
    return Table(
        columns=(
            Column(label="STT", width=10, align=Align.CENTER),
            Column(label="Nhiệm vụ", width=80),
            Column(label="Hạn hoàn thành", width=26, align=Align.CENTER),
            Column(label="Đã đạt", width=20, align=Align.RIGHT),
            Column(label="Số ngày quá hạn", width=22, align=Align.RIGHT),
        ),
        rows=rows,
    )
