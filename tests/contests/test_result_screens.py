"""A round on the desk: watched while it runs, judged, confirmed and published; and who may not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories import plans
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.accounts.models import User
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.suspecting import look_for_fraud
from danbiet.contests.calc.rules import Prediction
from danbiet.contests.models import Appeal, Entrant, HeadCount, Publication, Round, Suspicion, Winner
from danbiet.org.enums import Role
from danbiet.org.models import Unit

from .cases import OPENS, Take, person
from .desk import DESK, Place, as_, html, make_place

pytestmark = pytest.mark.django_db
TAKES = [
    Take(1, 10, 90, guess=3, unit="so-nv"),
    Take(2, 10, 80, guess=4, unit="so-tp"),
    Take(3, 10, 70, guess=900, unit="so-nv"),
    Take(4, 10, 9, guess=800, unit="so-tp"),
    Take(5, 6, 50, wrong=2, guess=3),
]
RULES = small_rules(prediction=Prediction("all_correct", "round"), ranking=("correct", "prediction", "time"))


class Clock:
    """The moment all views see."""

    def __init__(self) -> None:
        self.at = at_ms(OPENS) + timedelta(minutes=5)

    def __call__(self) -> Any:
        return self.at

    def after(self) -> None:
        self.at = at_ms(OPENS) + timedelta(days=8)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("danbiet.kit.clock.now", made)
    return made


@pytest.fixture
def place(settings: Any, tmp_path: Path, clock: Clock) -> Place:
    settings.DATA_DIR = tmp_path
    return make_place()


@pytest.fixture
def head(place: Place) -> User:
    return plans.person("Giám đốc Sở", unit=place.organiser, role=Role.HEAD)


@pytest.fixture
def one(place: Place) -> Round:
    made, closed = sealed_round(RULES, organiser=place.organiser)
    play(made, closed, TAKES)
    return made


@pytest.fixture
def over(one: Round, clock: Clock) -> Round:
    clock.after()
    close_rounds(at=clock.at)
    return one


def here(one: Round, rest: str = "") -> str:
    return f"{DESK}{one.contest_id}/dot/{one.key}/{rest}"


def test_running_round_shows_people_papers_and_turnout(place: Place, one: Round) -> None:
    page = html(as_(place.office).get(here(one)))
    assert "Sở Tư pháp" in page
    assert "<rect" in page
    answer = as_(place.office).get(here(one))
    assert [(row["name"], row["people"], row["percent"]) for row in answer.context["units"]] == [
        ("Sở Nội vụ", 2, 10),
        ("Sở Tư pháp", 2, 20),
    ]
    assert (answer.context["sums"].people, answer.context["sums"].entries, answer.context["last_ten"]) == (
        5,
        5,
        5,
    )


def test_unit_that_takes_part_sees_its_own_turnout_and_nothing_of_the_result(
    place: Place, over: Round
) -> None:
    unit = Unit.objects.get(pk=HeadCount.objects.get(code="so-tp").unit_id)
    guest = as_(plans.person("Chuyên viên Tư pháp", unit=unit))
    page = html(guest.get(here(over)))
    assert "Sở Tư pháp" in page
    assert "Sở Nội vụ</th>" not in page
    for rest in ("ket-qua/", "nghi-van/", "khieu-nai/", "cau-hoi/", "loai/", "cong-bo/"):
        assert guest.get(here(over, rest)).status_code == 404


def test_stranger_does_not_know_of_the_round(place: Place, over: Round) -> None:
    client = as_(plans.person("Người ngoài", unit=plans.unit("Sở Tài chính", parent=place.root)))
    for rest in ("", "ket-qua/", "nghi-van/", "khieu-nai/", "cau-hoi/", "loai/", "cong-bo/", "thong-bao/"):
        assert client.get(here(over, rest)).status_code == 404
    for rest in ("xac-nhan/", "goi/"):
        assert client.post(here(over, rest)).status_code == 404
    assert Client().get(here(over)).status_code == 302


def test_editor_reads_the_result_and_decides_nothing(place: Place, over: Round) -> None:
    client = as_(place.editor)
    page = html(client.get(here(over, "ket-qua/")))
    assert "Loại bài thi" not in page
    assert client.get(here(over, "loai/")).status_code == 403
    assert client.post(here(over, "goi/")).status_code == 403
    assert client.post(here(over, "xac-nhan/"), {"ids": ""}).status_code == 403


def test_result_before_the_round_is_over_says_when_it_comes(place: Place, one: Round) -> None:
    page = html(as_(place.office).get(here(one, "ket-qua/")))
    assert "Kết quả có sau bài thi cuối cùng" in page
    assert person(4) not in page


def test_disqualification_shows_what_moves_asks_why_and_is_revoked(
    place: Place, over: Round, clock: Clock
) -> None:
    client = as_(place.office)
    asked = html(client.get(here(over, "loai/"), {"ma": "TS-00000-00004"}))
    assert "đáp án câu dự đoán đổi từ 4 thành 3" in asked
    assert "Được giải thay: " in asked
    address = here(over, "loai/?ma=ts-00000-0000-4&lan=0")
    assert "is-wrong" in html(client.post(address, {"reason": " "}))
    assert client.post(address, {"reason": "Thi hộ"}).status_code == 302
    close_rounds(at=clock.at)
    page = html(client.get(here(over, "ket-qua/")))
    assert "Thi hộ" in page
    row = over.disqualifications.get()
    assert "Lý do đã loại: Thi hộ" in html(client.get(here(over, f"loai/{row.pk}/")))
    client.post(here(over, f"loai/{row.pk}/"), {"reason": "Nhầm mã"})
    close_rounds(at=clock.at)
    assert "Nhầm mã" in html(client.get(here(over, "ket-qua/")))


@pytest.mark.parametrize("typed", ["", "TS-1", "Nguyễn Văn A", "TS-00000-00004-9"])
def test_code_that_is_none_is_said_at_its_field(place: Place, over: Round, typed: str) -> None:
    assert "is-wrong" in html(as_(place.office).get(here(over, "loai/"), {"ma": typed}))


def test_code_of_nobody_is_refused_with_a_sentence(place: Place, over: Round) -> None:
    page = html(as_(place.office).post(here(over, f"loai/?ma={person(99)}&lan=0"), {"reason": "Thi hộ"}))
    assert "Không có ai mang mã và lượt thi này" in page


def test_question_is_dropped_after_what_moves_was_shown_and_counts_again(
    place: Place, over: Round, clock: Clock
) -> None:
    client = as_(place.office)
    page = html(client.get(here(over, "cau-hoi/")))
    assert "quá ít người để kết luận" in page
    key = str(client.get(here(over, "cau-hoi/")).context["rows"][0][0].report.item)
    assert "ai gặp câu này cũng được đủ điểm" in html(client.get(here(over, f"cau-hoi/{key}/bo/")))
    client.post(here(over, f"cau-hoi/{key}/bo/"), {"reason": "Hai đáp án đúng"})
    close_rounds(at=clock.at)
    assert "Hai đáp án đúng" in html(client.get(here(over, "ket-qua/")))
    row = over.drops.get()
    assert "Hai đáp án đúng" in html(client.get(here(over, f"cau-da-bo/{row.pk}/")))
    client.post(here(over, f"cau-da-bo/{row.pk}/"), {"reason": "Xem lại"})
    assert not over.drops.exists()


def test_suspicion_is_dismissed_opened_again_and_leads_to_a_disqualification(
    place: Place, over: Round, clock: Clock
) -> None:
    look_for_fraud(at=clock.at)
    row = Suspicion.objects.get()
    client = as_(place.office)
    assert "Đúng 10 trên 10 câu trong 9,0 giây" in html(client.get(here(over, "nghi-van/")))
    address = here(over, f"nghi-van/{row.pk}/")
    shown = html(client.get(here(over, "nghi-van/")))
    assert "Theo ngưỡng: dưới 1,5 giây mỗi câu và đúng ít nhất 50 %." in shown
    assert "TS-00000-00004" in html(client.get(address))
    assert "Theo ngưỡng" in html(client.get(address))
    assert "is-wrong" in html(client.post(address, {"quyet-dinh": "bo", "bo-note": ""}))
    client.post(address, {"quyet-dinh": "bo", "bo-note": "Đã hỏi"})
    row.refresh_from_db()
    assert row.state == "dismissed"
    client.post(f"{address}mo-lai/")
    client.post(address, {"quyet-dinh": "loai", "loai-reason": "Quá nhanh"})
    row.refresh_from_db()
    assert (row.state, over.disqualifications.get().code) == ("confirmed", person(4))
    editor = as_(place.editor)
    assert "Quá nhanh" in html(editor.get(address))
    assert editor.post(address, {"quyet-dinh": "bo", "bo-note": "x"}).status_code == 403


def test_appeal_is_answered_from_its_masked_words(place: Place, over: Round, clock: Clock) -> None:
    row = Appeal.objects.create(
        round=over, entrant=Entrant.objects.get(code=person(3)), text="Số tôi 0912345678", masked="Số tôi ●●●", made_at=clock.at,
    )  # fmt: skip
    client = as_(place.office)
    address = here(over, f"khieu-nai/{row.pk}/")
    page = html(client.get(address))
    assert "Số tôi ●●●" in page
    assert "0912345678" not in page
    assert "is-wrong" in html(client.post(address, {"decision": "upheld", "answer": ""}))
    client.post(address, {"decision": "refused", "answer": "Đã chấm lại, không sai."})
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("refused", place.office)
    assert "Đã chấm lại, không sai." in html(client.get(address))


def test_head_confirms_and_the_office_publishes(place: Place, over: Round, clock: Clock, head: User) -> None:
    office, boss = as_(place.office), as_(head)
    assert "Chưa xác nhận hết người đạt giải" in html(office.get(here(over, "ket-qua/")))
    assert office.get(here(over, "cong-bo/")).status_code == 302  # not yet
    assert not Publication.objects.filter(kind="final").exists()
    ids = ",".join(str(pk) for pk in Winner.objects.values_list("pk", flat=True))
    assert office.post(here(over, "xac-nhan/"), {"ids": ids}).status_code == 403
    boss.post(here(over, "xac-nhan/"), {"ids": ids})
    assert not Winner.objects.filter(confirmed_at=None).exists()
    assert "Gói kiểm chứng được lập, kiểm tra và công khai" in html(office.get(here(over, "cong-bo/")))
    office.post(here(over, "cong-bo/"))
    bundle = Publication.objects.get(kind="bundle")
    assert "0 %" in html(office.get(here(over, "ket-qua/")))
    make_bundle(bundle.pk, at=clock.at)
    page = html(office.get(here(over, "ket-qua/")))
    assert Publication.objects.get(kind="final").root in page
    answer = office.get(here(over, "goi-1.zip"))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    over.refresh_from_db()
    assert over.state == "final"


def test_notice_is_public_with_who_and_when(place: Place, one: Round) -> None:
    client = as_(place.office)
    assert client.post(here(one, "thong-bao/"), {"reason": "Máy chủ bảo trì lúc 22 giờ"}).status_code == 302
    assert "Máy chủ bảo trì lúc 22 giờ" in html(client.get(here(one)))
    assert one.events.get().is_public


def test_row_of_another_round_is_not_reached(place: Place, over: Round, clock: Clock) -> None:
    look_for_fraud(at=clock.at)
    row = Suspicion.objects.get()
    other, _closed = sealed_round(small_rules(contest="khac"), organiser=place.organiser)
    assert as_(place.office).get(here(other, f"nghi-van/{row.pk}/")).status_code == 404
