"""The field: questions that hang on answers before, quotas, attempts to reach those who were drawn."""

from __future__ import annotations

import re
import threading
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from danbiet.surveys.actions import answering, campaigns, questionnaires
from danbiet.surveys.actions.contacts import drop_contact, write_contact
from danbiet.surveys.actions.quotas import set_quotas
from danbiet.surveys.actions.refusals import BadValue, CodeRefused, NotAllowed, NotNow, QuotaFull
from danbiet.surveys.calc.contacts import Tried, reached_by
from danbiet.surveys.calc.sampling import draw
from danbiet.surveys.calc.skipping import Rule, are_asked, rule_in, without_skipped
from danbiet.surveys.models import Campaign, Contact, Invitation, Questionnaire, Quota, Response
from danbiet.surveys.queries.quotas import places_of
from tests.surveys import desk
from tests.surveys.desk import CLOSED, DESK, FIELD, who
from tests.surveys.test_story import text

WOMAN, MAN, YOUNG, OLD = 2, 1, 1, 3
ALL_GOOD = [WOMAN, OLD, *([5] * 18), 1, *([5] * 4)]  # question 21: has spoken up before


@pytest.fixture
def place() -> desk.Place:
    return desk.make_place()


@pytest.fixture
def campaign(place: desk.Place) -> Campaign:
    """A survey with two questions about oneself, and one on which four others hang."""
    made = questionnaires.take_shipped("demonstration_25", year=2020, by=place.office, at=desk.AT)
    return desk.begin(place, questionnaire=made)


def coded(place: desk.Place, campaign: Campaign, count: int) -> list[str]:
    return answering.make_codes(
        campaign.pk, desk.rows(campaign)[0].pk, count, **who(place.office, desk.BEGUN)
    )


def words(answer: Any) -> str:
    """What a reader sees, without the marks around it."""
    return " ".join(re.sub("<[^>]*>", " ", text(answer)).split())


# Skip rules.


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("", None), ("3=1,2", Rule(3, frozenset({1, 2}))), (" câu 3 = 1; 2 ", Rule(3, frozenset({1, 2}))),
        ("Câu 12: 0", Rule(12, frozenset({0}))), ("7 là 5", Rule(7, frozenset({5}))),
    ],
)  # fmt: skip
def test_rules_are_read_as_they_are_written(said: str, rule: Rule | None) -> None:
    assert rule_in(said) == rule


@pytest.mark.parametrize("said", ["3", "=1", "3=", "3=6", "ba=1", "3=1,,2", "3=1 4=2", "100=1"])
def test_what_is_no_rule_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=said.strip()):
        rule_in(said)


def test_a_question_hangs_on_an_answer_and_on_what_that_hangs_on() -> None:
    rules = [None, Rule(1, frozenset({1})), Rule(2, frozenset({4, 5})), None]
    assert are_asked(rules, [1, 5, None, 3]) == [True, True, True, True]
    assert are_asked(rules, [2, 5, 4, 3]) == [True, False, False, True]
    assert are_asked(rules, [1, 3, 4, 3]) == [True, True, False, True]
    assert are_asked(rules, [None, None, 4, 3]) == [True, True, True, True]
    assert without_skipped(rules, [2, 5, 4, 3]) == [2, None, None, 3]


@pytest.mark.django_db
def test_an_answer_to_what_was_not_asked_is_not_kept(place: desk.Place, campaign: Campaign) -> None:
    first, second = coded(place, campaign, 2)
    answering.answer_by_code(first, ALL_GOOD, seconds=60, on=FIELD)
    answering.answer_by_code(second, [*ALL_GOOD[:20], 2, 1, 1, 1, 1], seconds=60, on=FIELD)
    kept = [one.answers[20:] for one in Response.objects.order_by("id")]
    assert kept == [[1, 5, 5, 5, 5], [2, None, None, None, None]]


@pytest.mark.django_db
def test_the_page_says_when_a_question_is_asked_and_does_not_miss_it(
    place: desk.Place, campaign: Campaign, settings: Any
) -> None:
    settings.DANBIET_TODAY = FIELD
    (code,) = coded(place, campaign, 1)
    page = f"/hai-long/phieu/{code}/"
    shown = desk.as_(place.stranger).get(page)
    assert text(shown).count("Chỉ trả lời nếu ở câu 21 ông/bà chọn: Đã từng") == 4
    assert 'data-after="21" data-if="1"' in shown.content.decode()
    said = {f"c{number}": str(value) for number, value in enumerate(ALL_GOOD[:20], start=1)}
    told = text(desk.as_(place.stranger).post(page, {**said, "c21": "9"}))
    assert "không đọc được" in told
    done = desk.as_(place.stranger).post(page, {**said, "c21": "2"})
    assert done.headers["Location"] == "/hai-long/phieu/cam-on/"
    assert Response.objects.get().answers[20:] == [2, None, None, None, None]


@pytest.mark.django_db
def test_a_file_with_answers_to_what_was_not_asked_names_row_and_column(
    place: desk.Place, campaign: Campaign
) -> None:
    head = ",".join(["unit", *(f"item_{number:02}" for number in range(1, 26))])
    good = ",".join(str(one) for one in ALL_GOOD)
    wrong = ",".join(str(one) for one in [4, *ALL_GOOD[1:20], 2, "", 3, "", ""])
    client = desk.as_(place.office)
    campaign.from_on = desk.BEGUN
    campaign.save()
    settings_day = {
        "file": SimpleUploadedFile("b.csv", f"{head}\nSở Tư pháp,{good}\nSở Tư pháp,{wrong}\n".encode())
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DANBIET_TODAY", FIELD, raising=False)
        told = text(client.post(f"{DESK}{campaign.pk}/tep/", settings_day))
    assert "dòng 3, cột item_01" in told  # three options: a 4 is none of them
    assert "dòng 3, cột item_23" in told
    assert "chỉ hỏi theo câu 21=1" in told
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_a_questionnaire_with_facts_and_rules_goes_out_and_comes_in_the_same(
    place: desk.Place, campaign: Campaign
) -> None:
    client = desk.as_(place.office)
    first = Questionnaire.objects.get()
    data = b"".join(client.get(f"{DESK}bo-cau-hoi/{first.pk}/tep.csv"))  # type: ignore[call-overload]
    said = {"name": "Bản sao", "year": "2021", "kind": "transactions", "source": ""}
    client.post(f"{DESK}bo-cau-hoi/", {**said, "file": SimpleUploadedFile("a.csv", data)})
    second = Questionnaire.objects.get(name="Bản sao")
    same = ["number", "key", "factor", "layer", "weight", "text", "options", "asked_after", "asked_if"]
    assert list(second.items.values(*same)) == list(first.items.values(*same))
    assert second.items.get(number=21).options == ["Đã từng", "Chưa bao giờ"]
    broken = data.decode().replace("21=1", "23=1").replace("Nam; Nữ; Không muốn nêu", "Nam; Nam")
    told = text(
        client.post(f"{DESK}bo-cau-hoi/", {**said, "file": SimpleUploadedFile("a.csv", broken.encode())})
    )
    assert "“Nam; Nam”: câu hỏi về người trả lời có từ hai đến năm phương án khác nhau" in told
    assert "“23=1” không phải quy tắc" in told


# Quotas.


@pytest.mark.django_db
def test_a_full_group_is_thanked_and_the_code_stays_good(place: desk.Place, campaign: Campaign) -> None:
    set_quotas(campaign.pk, {(1, WOMAN): 1, (1, MAN): None, (2, OLD): 5}, **who(place.office, desk.BEGUN))
    first, second = coded(place, campaign, 2)
    answering.answer_by_code(first, ALL_GOOD, seconds=60, on=FIELD)
    with pytest.raises(QuotaFull, match="Nữ"):
        answering.answer_by_code(second, ALL_GOOD, seconds=60, on=FIELD)
    assert Invitation.objects.filter(is_used=True).count() == 1
    answering.answer_by_code(second, [MAN, *ALL_GOOD[1:]], seconds=60, on=FIELD)
    places = places_of(campaign.pk, list(campaign.questionnaire.items.all()))
    assert {(one.option, one.count, one.most) for one in places if one.item.number == 1} == {
        ("Nam", 1, None), ("Nữ", 1, 1), ("Không muốn nêu", 0, None),
    }  # fmt: skip
    assert [one.is_full for one in places[:3]] == [False, True, False]


@pytest.mark.django_db
def test_a_file_with_more_than_fit_is_refused_whole(place: desk.Place, campaign: Campaign) -> None:
    set_quotas(campaign.pk, {(2, OLD): 2}, **who(place.office, desk.BEGUN))
    row = desk.rows(campaign)[0]
    told = [desk.Answered(row.pk, "", None, tuple(ALL_GOOD), FIELD, None) for _number in range(3)]
    with pytest.raises(QuotaFull, match="nhiều nhất 2 phiếu"):
        answering.take_in_file(campaign.pk, told, name="a.csv", data=b"a", **who(place.office, FIELD))
    assert not Response.objects.exists()
    answering.take_in_file(campaign.pk, told[:2], name="a.csv", data=b"b", **who(place.office, FIELD))
    assert Response.objects.count() == 2


@pytest.mark.django_db
def test_quotas_are_the_offices_and_only_for_facts(place: desk.Place, campaign: Campaign) -> None:
    for group in ((3, 1), (1, 4), (99, 1)):
        with pytest.raises(BadValue):
            set_quotas(campaign.pk, {group: 5}, **who(place.office, FIELD))
    with pytest.raises(BadValue):
        set_quotas(campaign.pk, {(1, 1): 0}, **who(place.office, FIELD))
    with pytest.raises(NotAllowed):
        set_quotas(campaign.pk, {(1, 1): 5}, **who(place.second, FIELD))
    set_quotas(campaign.pk, {(1, 1): 5}, **who(place.office, FIELD))
    set_quotas(campaign.pk, {}, **who(place.office, FIELD))
    assert not Quota.objects.exists()


@pytest.mark.django_db
def test_the_quota_page_keeps_shows_and_refuses(place: desk.Place, campaign: Campaign, settings: Any) -> None:
    settings.DANBIET_TODAY = FIELD
    client = desk.as_(place.office)
    page = f"{DESK}{campaign.pk}/dinh-muc/"
    assert "Giới tính của Ông/Bà" in text(client.get(page))
    told = text(client.post(page, {"h1_1": "-3"}))
    assert "-3" in told
    assert not Quota.objects.exists()
    client.post(page, {"h1_1": "40", "h2_3": "7"})
    assert set(Quota.objects.values_list("number", "answer", "most")) == {(1, 1, 40), (2, 3, 7)}
    shown = text(client.get(f"{DESK}{campaign.pk}/"))
    assert "Nam: 0/40" in shown
    other = desk.begin(place, name="Không có câu về người trả lời")
    assert "không hỏi gì về người trả lời" in text(client.get(f"{DESK}{other.pk}/dinh-muc/"))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_overfill_a_quota() -> None:
    place = desk.make_place()
    made = questionnaires.take_shipped("demonstration_25", year=2020, by=place.office, at=desk.AT)
    campaign = desk.begin(place, questionnaire=made)
    set_quotas(campaign.pk, {(1, WOMAN): 3}, **who(place.office, desk.BEGUN))
    codes = coded(place, campaign, 12)
    ready = threading.Barrier(len(codes))
    ended: list[str] = []

    def send(code: str) -> None:
        try:
            ready.wait()
            answering.answer_by_code(code, ALL_GOOD, seconds=60, on=FIELD)
            ended.append("kept")
        except QuotaFull:
            ended.append("full")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(code,)) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["full"] * 9 + ["kept"] * 3
    assert (Response.objects.count(), Invitation.objects.filter(is_used=True).count()) == (3, 3)


# Attempts.


def test_who_is_tried_again_and_who_is_replaced() -> None:
    def tried(outcome: str, attempts: int, number: int = 1) -> Tried:
        return Tried(1, "", number, attempts, outcome, None, FIELD)

    assert [tried("absent", n).may_be_replaced(3) for n in (1, 2, 3)] == [False, False, True]
    assert tried("refused", 1).may_be_replaced(3)
    assert tried("gone", 1).may_be_replaced(3)
    assert not tried("answered", 5).may_be_replaced(3)
    assert tried("later", 2).is_open(3)
    people = [
        tried("answered", 1, 1), tried("answered", 2, 2), tried("refused", 1, 3), tried("gone", 1, 4), tried("absent", 3, 5),
        tried("absent", 1, 6),
    ]  # fmt: skip
    reached = reached_by(people, 3)[1]
    assert (
        reached.tried,
        reached.answered,
        reached.refused,
        reached.gone,
        reached.open,
        reached.replaced,
    ) == (6, 2, 1, 1, 1, 3)
    assert reached.rate == 2 / 5  # the one who has moved away does not count


@pytest.mark.django_db
def test_attempts_are_written_down_until_somebody_is_done_with(place: desk.Place, campaign: Campaign) -> None:
    row = desk.rows(campaign)[0]
    on = {name: value for name, value in who(place.second, FIELD).items() if name != "at"}
    write_contact(campaign.pk, row.pk, 7, "absent", **on)
    write_contact(campaign.pk, row.pk, 7, "later", again_on=date(2021, 1, 18), **on)
    for wrong in ({"number": 0}, {"number": 4001}, {"outcome": "later"}, {"again_on": date(2021, 1, 18)}):
        with pytest.raises(BadValue):
            write_contact(campaign.pk, row.pk, **{"number": 7, "outcome": "absent", **on, **wrong})
    with pytest.raises(BadValue):  # after the last day
        write_contact(campaign.pk, row.pk, 7, "later", again_on=date(2021, 2, 21), **on)
    with pytest.raises(BadValue):
        write_contact(campaign.pk, 10**9, 7, "absent", **on)
    done = write_contact(campaign.pk, row.pk, 7, "answered", **on)
    with pytest.raises(NotNow, match="15/01/2021"):
        write_contact(campaign.pk, row.pk, 7, "absent", **on)
    drop_contact(done.pk, **who(place.second, FIELD))
    write_contact(campaign.pk, row.pk, 7, "refused", **on)
    with pytest.raises(NotAllowed):
        stranger = {name: value for name, value in who(place.officer, FIELD).items() if name != "at"}
        write_contact(campaign.pk, row.pk, 8, "absent", **stranger)
    assert Contact.objects.count() == 3


@pytest.mark.django_db
def test_the_page_names_who_is_asked_instead(place: desk.Place, campaign: Campaign, settings: Any) -> None:
    settings.DANBIET_TODAY = FIELD
    client = desk.as_(place.second)
    row = desk.rows(campaign)[3]  # 150 people, 110 of them asked (150 ÷ 1.375 = 109.1), 22 in reserve
    assert row.sample == 110
    page = f"{DESK}{campaign.pk}/lien-he/"
    assert "Không còn ai cần liên hệ lại" in text(client.get(page))
    said = {"frame": row.pk, "cluster": "", "again_on": ""}
    client.post(page, {**said, "number": "12", "outcome": "refused"})
    client.post(page, {**said, "number": "30", "outcome": "gone"})
    client.post(page, {**said, "number": "31", "outcome": "later", "again_on": "15/01/2021"})
    told = text(client.post(page, {**said, "number": "12", "outcome": "absent"}))
    assert "Số 12 đã xong (Từ chối, ngày 15/01/2021)" in told
    order = draw((str(one) for one in range(1, 151)), 132, seed="mầm", stage=row.key)
    shown = words(client.get(page))
    assert f"12 Từ chối, 1 lần {order[110]} " in shown
    assert f"30 Đã chuyển đi hoặc không tìm thấy, 1 lần {order[111]} " in shown
    assert "đến hẹn" in shown
    client.post(f"{DESK}lien-he/{Contact.objects.get(number=30).pk}/bo/")
    assert not Contact.objects.filter(number=30).exists()


@pytest.mark.django_db
def test_after_publication_nothing_is_written_down(place: desk.Place, campaign: Campaign) -> None:
    (code,) = coded(place, campaign, 1)
    answering.answer_by_code(code, ALL_GOOD, seconds=60, on=FIELD)
    campaigns.publish(campaign.pk, decision="", **who(place.leader, CLOSED))
    row = desk.rows(campaign)[0]
    with pytest.raises(NotAllowed):
        write_contact(
            campaign.pk,
            row.pk,
            7,
            "absent",
            rights=who(place.second, CLOSED)["rights"],
            on=CLOSED,
            by=place.second,
        )
    with pytest.raises(NotAllowed):
        set_quotas(campaign.pk, {(1, 1): 5}, **who(place.office, CLOSED))
    with pytest.raises(CodeRefused):
        answering.answer_by_code("ABCDEFGHJK", ALL_GOOD, seconds=1, on=CLOSED)
