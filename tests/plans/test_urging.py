"""Letters of urging: who is late, the level that goes up, the letter numbered, sent and kept."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest
from django.test import Client
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.exports.render.letter import render_letter
from danbiet.kit.workdays import calendar
from danbiet.org.models import Unit
from danbiet.outbox.models import Message
from danbiet.plans.actions import urging
from danbiet.plans.actions.refusals import EditedMeanwhile, NumberTaken, PlanRefusal
from danbiet.plans.models import Plan, UrgingLetter
from danbiet.plans.queries import urging as ask

pytestmark = pytest.mark.django_db
AT, ON = datetime(2021, 8, 2, 2, tzinfo=UTC), date(2021, 8, 2)


class Late:
    """Sở A with one task due 30/06 of which half is proved; Sở B with nothing late."""

    def __init__(self) -> None:
        self.root = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
        self.plan = make.plan(self.root, number="19/KH-UBND")
        self.a, self.b = make.unit("Sở A", parent=self.root), make.unit("Sở B", parent=self.root)
        self._own(self.a, ends=date(2021, 6, 30))
        self._own(self.b, ends=date(2021, 12, 31))
        self.office = make.person("Phòng CCHC", unit=self.root, role="office")

    def _own(self, unit: Unit, *, ends: date) -> Plan:
        own = make.plan(unit, parent=self.plan)
        task = make.task(
            make.group(own), content=f"Việc của {unit.pk}", leads=[unit], periods=[(date(2021, 1, 1), ends)]
        )
        make.evidence(unit, date(2021, 5, 1), (make.target(task, 2), 1))
        return own

    def letter(self) -> UrgingLetter:
        [made] = urging.draft_letters(
            self.plan.pk, unit_ids=[self.a.pk, self.b.pk], by=self.office, at=AT, on=ON, calendar=calendar()
        )
        return made


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_only_units_with_overdue_tasks_are_late() -> None:
    late = Late()

    from danbiet.org.queries import tree

    [row] = ask.late_units(late.plan, on=ON, units=tree(ON))

    assert (row.unit_id, row.level, row.longest, row.urged) == (late.a.pk, 1, 33, 0)
    assert [Decimal(one["percent"]) for one in row.tasks] == [Decimal(50)]


def test_draft_holds_the_table_and_comes_once() -> None:
    late = Late()

    letter = late.letter()

    assert (letter.unit_id, letter.level, letter.answer_by) == (late.a.pk, 1, date(2021, 8, 9))
    assert "01 nhiệm vụ" in letter.body
    assert (
        urging.draft_letters(late.plan.pk, unit_ids=[late.a.pk], by=None, at=AT, on=ON, calendar=calendar())
        == []
    )


def test_level_goes_up_with_each_issued_letter_and_stays_at_the_highest() -> None:
    late = Late()
    levels = []
    for number in range(1, 5):
        letter = late.letter()
        levels.append(letter.level)
        urging.issue_letter(letter.pk, number=f"{number}/SNV-CCHC", issued_on=ON, by=None, at=AT)

    assert levels == [1, 2, 3, 3]


def test_issued_letter_tells_the_unit_and_stands() -> None:
    late = Late()
    head = make.person("Giám đốc Sở A", unit=late.a, role="head")
    head.email = "giam-doc@example.vn"
    head.save()
    letter = late.letter()

    urging.issue_letter(letter.pk, number="245/SNV-CCHC", issued_on=ON, by=None, at=AT)

    assert Message.objects.get(to_user=head).subject.count("245/SNV-CCHC") == 1
    with pytest.raises(PlanRefusal):
        urging.edit_letter(
            letter.pk, version=letter.version, level=2, body="khác", answer_by=ON, by=None, at=AT
        )
    with pytest.raises(PlanRefusal):
        urging.delete_letter(letter.pk, by=None, at=AT)


@pytest.mark.parametrize(
    ("number", "day"), [("", ON), ("1/SNV", date(2021, 8, 3)), ("1/SNV", date(2021, 8, 1))]
)
def test_letter_without_number_or_with_a_wrong_day_is_refused(number: str, day: date) -> None:
    letter = Late().letter()

    with pytest.raises(PlanRefusal):
        urging.issue_letter(letter.pk, number=number, issued_on=day, by=None, at=AT)


def test_number_in_use_and_stale_edit_are_refused() -> None:
    late = Late()
    urging.issue_letter(late.letter().pk, number="245/SNV-CCHC", issued_on=ON, by=None, at=AT)
    letter = late.letter()

    with pytest.raises(NumberTaken):
        urging.issue_letter(letter.pk, number="245/SNV-CCHC", issued_on=ON, by=None, at=AT)
    urging.edit_letter(letter.pk, version=1, level=3, body="Khác", answer_by=ON, by=None, at=AT)
    with pytest.raises(EditedMeanwhile):
        urging.edit_letter(letter.pk, version=1, level=3, body="Khác nữa", answer_by=ON, by=None, at=AT)


def test_word_file_has_the_form_of_a_letter() -> None:
    late = Late()
    letter = urging.issue_letter(late.letter().pk, number="5/SNV-CCHC", issued_on=ON, by=None, at=AT)

    word = docx.Document(io.BytesIO(render_letter(ask.letter_document(letter))))

    head = "\n".join(cell.text for cell in word.tables[0].rows[0].cells)
    assert "Số: 05/SNV-CCHC" in head
    assert "V/v nhắc thực hiện" in head
    assert "ngày 02 tháng 8 năm 2021" in head
    assert "Kính gửi: Sở A" in "\n".join(one.text for one in word.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert (
        rows[1] == ["1", f"Việc của {late.a.pk}", "30/06/2021", "50,0\u00a0%", "33"]
        or rows[1][2] == "30/06/2021"
    )
    assert word.paragraphs[-1].text.endswith("/.") or any(one.text.endswith("/.") for one in word.paragraphs)


def test_screens_from_choosing_to_issuing(settings: object) -> None:
    settings.DANBIET_TODAY = ON  # type: ignore[attr-defined]
    late = Late()
    desk = signed_in(late.office)
    path = f"/ban-lam-viec/ke-hoach/{late.plan.pk}/don-doc/"

    assert "Sở A" in desk.get(path).content.decode()
    assert "Sở A" in desk.get(f"{path}?tai=csv").content.decode("utf-8-sig")
    assert desk.post(path, {"don-vi": [str(late.a.pk)]}).status_code == 302
    letter = UrgingLetter.objects.get()
    page = f"/ban-lam-viec/don-doc/{letter.pk}/"
    assert desk.get(page).status_code == 200
    saved = desk.post(
        page, {"version": "1", "level": "2", "body": "Đề nghị làm ngay.", "answer_by": "09/08/2021"}
    )
    assert saved.status_code == 302
    assert desk.get(f"{page}tai/").content[:2] == b"PK"
    desk.post(f"{page}phat-hanh/", {"number": "245/SNV-CCHC", "issued_on": "02/08/2021"})

    letter.refresh_from_db()
    assert (letter.state, letter.level, letter.body) == ("issued", 2, "Đề nghị làm ngay.")
    assert desk.get(page).status_code == 200


def test_letters_are_closed_to_strangers_and_drafts_to_the_unit(settings: object) -> None:
    settings.DANBIET_TODAY = ON  # type: ignore[attr-defined]
    late = Late()
    letter = late.letter()
    officer, other = make.person("Cán bộ A", unit=late.a), make.person("Cán bộ B", unit=late.b)
    page = f"/ban-lam-viec/don-doc/{letter.pk}/"

    assert Client().get(page).status_code == 302
    assert signed_in(officer).get(page).status_code == 404
    urging.issue_letter(letter.pk, number="245/SNV-CCHC", issued_on=ON, by=None, at=AT)
    assert signed_in(officer).get(page).status_code == 200
    assert signed_in(other).get(page).status_code == 404
    assert signed_in(officer).get(f"/ban-lam-viec/ke-hoach/{late.plan.pk}/don-doc/").status_code in (403, 404)


def test_late_units_ask_the_same_number_of_queries_whatever_the_size(
    django_assert_num_queries: object,
) -> None:
    from danbiet.org.queries import tree

    late = Late()
    units = tree(ON)
    with django_assert_num_queries(5):  # type: ignore[operator]
        ask.late_units(late.plan, on=ON, units=units)
    for number in range(3):
        late._own(make.unit(f"Sở {number}", parent=late.root), ends=date(2021, 3, 31))
    units = tree(ON)
    with django_assert_num_queries(5):  # type: ignore[operator]
        ask.late_units(late.plan, on=ON, units=units)
