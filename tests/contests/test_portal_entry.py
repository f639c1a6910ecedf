"""Officials come in by account, participants complain with a receipt: once each, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.test import Client
from tests.contests.desk import DESK, Place, as_, filled, html
from tests.factories import contests, plans, running_contest

from danbiet.contests import models
from danbiet.contests.actions.sealing import freeze_contest
from danbiet.contests.calc.masks import covered
from danbiet.contests.play.tokens import Tokens, play_key
from danbiet.contests.views import appealing

pytestmark = pytest.mark.django_db
ENTER = "/hoi-thi/cchc-2021/vao-bang-tai-khoan/"
APPEAL = "/hoi-thi/cchc-2021/khieu-nai/"
WORDS = "Bài của tôi nộp lúc 14:05 nhưng bảng xếp hạng không có tên tôi."


@pytest.fixture
def one(settings: Any) -> models.Round:
    settings.DANBIET_TODAY = None
    settings.DANBIET_PLAY_URL = "https://thi.example.vn"
    made = running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5))
    models.Audience.objects.update(entry="account")
    unit = plans.unit("Sở Tư pháp")
    models.HeadCount.objects.create(
        contest=made.contest, unit=unit, code="so-tu-phap", block="tinh", frozen_at=contests.AT
    )
    return made


@pytest.fixture
def official(one: models.Round) -> Any:
    return plans.person("Lê Văn Cán Bộ", unit=models.HeadCount.objects.get().unit)


def fields_of(answer: Any, settings: Any) -> list[str]:
    token = parse_qs(urlsplit(answer["Location"]).query)["t"][0]
    return Tokens(play_key(given=settings.DANBIET_PLAY_KEY, secret_key=settings.SECRET_KEY)).read(
        "e", token, fields=5
    )


def test_official_comes_in_with_the_account_and_goes_on_into_the_rush(
    one: models.Round, official: Any, settings: Any
) -> None:
    client = as_(official)
    assert "Lê Văn Cán Bộ" in html(client.get(ENTER))

    answer = client.post(ENTER, {"audience": "can-bo", "unit": "so-tu-phap", "consent": "on"})

    assert answer.status_code == 303
    assert answer["Location"].startswith("https://thi.example.vn/thi/cchc-2021/?t=")
    entrant = models.Entrant.objects.get()
    assert fields_of(answer, settings)[:4] == ["cchc-2021", entrant.code, "0", "so-tu-phap"]
    assert entrant.user == official
    assert entrant.contact.name == "Lê Văn Cán Bộ"


def test_official_who_comes_again_is_the_same_participant(
    one: models.Round, official: Any, settings: Any
) -> None:
    said = {"audience": "can-bo", "unit": "so-tu-phap", "consent": "on"}
    first, again = as_(official).post(ENTER, said), as_(official).post(ENTER)

    assert fields_of(again, settings)[:4] == fields_of(first, settings)[:4]
    assert models.Entrant.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"consent": ""}, {"unit": "so-khac"}, {"unit": ""}, {"audience": "nguoi-dan"}]
)
def test_official_without_consent_or_with_a_unit_that_is_none_is_told_so(
    one: models.Round, official: Any, said: dict[str, str]
) -> None:
    answer = as_(official).post(ENTER, {"audience": "can-bo", "unit": "so-tu-phap", "consent": "on"} | said)

    assert answer.status_code == 422
    assert not models.Entrant.objects.exists()


def test_stranger_is_sent_to_sign_in_and_open_groups_have_no_such_door(
    client: Client, one: models.Round, official: Any
) -> None:
    answer = client.get(ENTER)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")

    models.Audience.objects.update(entry="open")
    assert as_(official).get(ENTER).status_code == 404


def test_desk_chooses_how_a_group_comes_in_and_sealing_writes_it(place: Place) -> None:
    contest = filled(place)
    page = f"{DESK}{contest.pk}/the-le/doi-tuong/"
    assert "Vào thi" in html(as_(place.office).get(page))
    key = contest.draft["rules"]["audiences"][0]["key"]
    said = {
        "version": contest.version, "audiences-TOTAL_FORMS": "1", "audiences-INITIAL_FORMS": "1", "audiences-MIN_NUM_FORMS": "0",
        "audiences-MAX_NUM_FORMS": "200", "audiences-0-name": "Cán bộ", "audiences-0-key": key, "audiences-0-entry": "account",
    }  # fmt: skip
    assert as_(place.office).post(page, said).status_code == 302
    contest.refresh_from_db()
    assert contest.draft["entry"] == {key: "account"}

    freeze_contest(
        contest.pk, version=contest.version, by=place.office, at=datetime(2021, 6, 1, 3, tzinfo=UTC)
    )

    assert models.Audience.objects.get(contest=contest).entry == "account"


@pytest.fixture
def entry(one: models.Round) -> models.Entry:
    person = contests.entrant(one.contest, code="05F2K91MQ7")
    models.Contact.objects.create(entrant=person, name="Trần Thị Bình", phone="0912345678")
    start = contests.start(one)
    return models.Entry.objects.create(
        start=start, round=one, arrived_ms=start.started_ms + 9000, answers="A", code="7KQ4M2XD05F2"
    )


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appealing, "SHORTEST", -1)
    monkeypatch.setattr(appealing, "TRIES", appealing.Rate(10))


def complaint(**changes: str) -> dict[str, str]:
    said = {"round": "tuan-1", "participant": "TS-05F2K-91MQ7", "code": "7kq4-m2xd-o5f2", "text": WORDS}
    return said | {"key": signing.dumps("", salt=appealing.FORM)} | changes


def test_complaint_with_a_receipt_is_kept_masked_and_its_link_tells_how_it_stands(
    client: Client, entry: models.Entry
) -> None:
    text = f"{WORDS} Tôi là Trần Thị Bình, gọi 0912 345 678."
    answer = client.post(APPEAL, complaint(text=text))

    kept = models.Appeal.objects.get()
    assert kept.text == text
    assert "Bình" not in kept.masked
    assert "0912" not in kept.masked
    page = client.get(answer["Location"])
    assert "Còn mở" in html(page) or "Đang" in html(page)
    assert page["Cache-Control"] == "no-store"
    assert not page.cookies

    client.post(answer["Location"])
    assert models.Appeal.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "7KQ4-M2XD-05F3"}, {"participant": "TS-05F2K-91MQ8"}, {"code": ""}, {"code": "'; --"}, {"text": "ngắn"}, {"round": "tuan-9"},
        {"key": ""}, {"key": "x" * 3000}, {"text": "x" * 5000},
    ],
)  # fmt: skip
def test_complaint_with_something_wrong_is_refused_and_nothing_typed_is_lost(
    client: Client, entry: models.Entry, changes: dict[str, str]
) -> None:
    answer = client.post(APPEAL, complaint(**changes))

    assert answer.status_code == 422
    assert not models.Appeal.objects.exists()
    if "text" not in changes:
        assert WORDS in html(answer, 422)


def test_second_complaint_while_one_is_open_is_refused(client: Client, entry: models.Entry) -> None:
    client.post(APPEAL, complaint())

    assert "đã khiếu nại" in html(client.post(APPEAL, complaint()), 422)
    assert models.Appeal.objects.count() == 1


def test_program_that_fills_the_hidden_field_gets_nothing_in(client: Client, entry: models.Entry) -> None:
    assert client.post(APPEAL, complaint(website="https://spam.example")).status_code == 303
    assert not models.Appeal.objects.exists()


def test_codes_tried_out_from_one_network_are_stopped(
    client: Client, entry: models.Entry, stop_clock: Callable[..., None]
) -> None:
    stop_clock(appealing)
    answers = [
        client.post(APPEAL, complaint(code=f"7KQ4-M2XD-05{number:02}")).status_code for number in range(12)
    ]

    assert answers[:10] == [422] * 10
    assert answers[10:] == [429, 429]


@pytest.mark.parametrize("token", ["1", "x" * 2000, "MQ:1abc:xyz", "a.b"])
def test_link_that_was_never_given_out_leads_nowhere(client: Client, entry: models.Entry, token: str) -> None:
    assert client.get(f"{APPEAL}{token}/").status_code == 404


def test_link_of_one_contest_does_not_open_below_another(client: Client, entry: models.Entry) -> None:
    link = client.post(APPEAL, complaint())["Location"]
    running_contest.running(key="khac", opens=datetime.now(UTC) - timedelta(minutes=5))

    assert client.get(link.replace("cchc-2021", "khac")).status_code == 404


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gọi 0912.345.678 nhé", "gọi […] nhé"), ("thư a.b@c.vn", "thư […]"), ("lúc 14:05 ngày 26/01/2021", "lúc 14:05 ngày 26/01/2021"),
        ("tôi là trần thị bình", "tôi là […]"), ("+84 912 345 678", "[…]"),
    ],
)  # fmt: skip
def test_numbers_addresses_and_the_own_name_are_covered(text: str, shown: str) -> None:
    assert covered(text, known=["Trần Thị Bình"]) == shown
