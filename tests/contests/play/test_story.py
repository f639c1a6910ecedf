"""Taking part, step by step, as a browser does it."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml.html import document_fromstring
from tests.factories import contests, running_contest

from danbiet.contests import models
from danbiet.contests.calc.receipts import EntryLine, is_code_of, receipt_text
from danbiet.contests.forms.rules import UNIQUE
from danbiet.contests.play import paper
from danbiet.contests.play.line import Away
from danbiet.contests.play.paper import Attempt, sheets_of
from danbiet.contests.play.tokens import play_key

pytestmark = pytest.mark.django_db(transaction=True)
PERSON = {
    "name": "Nguyễn Văn A", "birth": "20/11/1990", "phone": "0912 345 678", "unit": "sở tư pháp", "consent": "1",
}  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def made() -> models.Round:
    return running_contest.running(opens=now() - timedelta(minutes=5))


async def begun(browser: Any, **said: str) -> tuple[str, str]:
    """Entrance and paper token of a person."""
    came = await browser.script("/thi/cchc-2021/vao/", PERSON | said)
    entrance = json.loads(came.text)["entrance"]
    answer = await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance})
    return entrance, json.loads(answer.text)["paper"]


def fieldsets(page: str) -> list[Any]:
    return list(document_fromstring(page).xpath("//fieldset"))


def test_whole_way_without_scripts_ends_at_a_receipt_of_what_is_stored(
    made: models.Round, playing: Any
) -> None:
    shown: list[str] = []

    async def story(browser: Any) -> None:
        door = await browser.get("/thi/cchc-2021/")
        assert door.status == 200
        assert "Sở Tư pháp" in door.text
        came = await browser.post("/thi/cchc-2021/vao/", PERSON)
        assert came.status == 303
        hall = await browser.get(came.headers["location"])
        entrance = re.search(r'name="e" value="([^"]+)"', hall.text)[1]
        beginning = await browser.post("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance})
        assert beginning.status == 303
        page = await browser.get(beginning.headers["location"])
        assert page.status == 200
        assert page.text.count("<fieldset") == 10
        assert "Sở &lt;Nội vụ&gt;" in page.text
        token = re.search(r'name="t" value="([^"]+)"', page.text)[1]
        at_once = await browser.post("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance, "ngay": "1"})
        assert (at_once.status, at_once.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert at_once.headers["cache-control"] == "no-store"
        assert re.search(r'name="t" value="([^"]+)"', at_once.text)[1] == token
        clock = re.compile(r"<b>[0-9:]+</b>")
        assert clock.sub("", at_once.text) == clock.sub("", page.text)  # the same, but for the seconds left
        names = [one.find("label/input").get("name") for one in fieldsets(page.text)]
        first, second, last = names[0], names[1], names[9]
        handed = await browser.post(
            "/thi/cchc-2021/tuan-1/nop/",
            {"t": token, first: "B", second: "A", last: "C", "prediction": "2.950"},
        )
        assert handed.status == 303
        receipt = await browser.get(handed.headers["location"])
        assert receipt.status == 200
        shown.append(re.search(r'slip__code">([^<]+)<', receipt.text)[1])
        qr = await browser.get(re.search(r'src="([^"]+qr[^"]+)"', receipt.text)[1].replace("&amp;", "&"))
        assert qr.body.startswith(b"<svg")

    playing(story)
    start, entry = models.Start.objects.get(), models.Entry.objects.get()
    line = EntryLine(
        start.code, 1, "can-bo", "so-tu-phap", start.started_ms, entry.arrived_ms, "2950", "B.A........C"
    ).line()
    text = receipt_text(line, contest="cchc-2021", round_key="tuan-1")
    assert (entry.answers, entry.prediction) == ("B.A........C", 2950)
    assert shown == [f"{entry.code[:4]}-{entry.code[4:8]}-{entry.code[8:]}"]
    assert is_code_of(entry.code, text, key=running_contest.RECEIPT)


def test_receipt_page_leads_its_holder_to_the_pdf_at_the_portal(
    made: models.Round, playing: Any, client: Client, settings: Any
) -> None:
    async def story(browser: Any) -> str:
        _entrance, token = await begun(browser)
        address = json.loads((await handed(browser, token, prediction="5")).text)["address"]
        receipt = await browser.get(address)
        return str(re.search(r'href="[^"]*(/hoi-thi/[^"]+phieu\.pdf[^"]+)"', receipt.text)[1])

    key = play_key(given=settings.DANBIET_PLAY_KEY, secret_key=settings.SECRET_KEY)
    answer = client.get(html.unescape(playing(story, key=key)))

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")


def test_style_script_icon_and_fonts_of_a_page_are_served(made: models.Round, playing: Any) -> None:
    seen: dict[str, tuple[int, str]] = {}

    async def story(browser: Any) -> None:
        door = await browser.get("/thi/cchc-2021/")
        wanted = re.findall(r'(?:href|src)="(/thi/_/[^"]+)"', door.text)
        for address in wanted:
            answer = await browser.get(address)
            seen[address] = answer.status, answer.headers["content-type"]
            wanted += re.findall(r"/thi/_/[\w.-]+\.woff2", answer.text) if ".css" in address else []
        assert (await browser.get("/thi/_/khong-co.css")).status == 404

    playing(story)
    assert {status for status, _kind in seen.values()} == {200}
    kinds = {kind.partition(";")[0] for _status, kind in seen.values()}
    assert kinds == {"text/css", "text/javascript", "image/svg+xml", "font/woff2"}


async def handed(browser: Any, token: str, answers: str = "A.B.C.D.A.B.C.D.A.B", **more: str) -> Any:
    return await browser.script("/thi/cchc-2021/tuan-1/nop/", {"t": token, "answers": answers, **more})


def test_handing_in_twice_the_same_gives_the_same_receipt_and_one_entry(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[dict]:
        _entrance, token = await begun(browser)
        return [json.loads((await handed(browser, token, prediction="5")).text) for _ in range(2)]

    first, second = playing(story)

    assert first == second
    assert models.Entry.objects.count() == 1


def test_handing_in_other_answers_afterwards_is_refused_with_the_receipt_that_stands(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> tuple[Any, Any]:
        _entrance, token = await begun(browser)
        return await handed(browser, token), await handed(browser, token, "B.B.C.D.A.B.C.D.A.B")

    first, second = playing(story)

    assert second.status == 409
    assert json.loads(second.text)["receipt"] == json.loads(first.text)["receipt"]
    assert models.Entry.objects.get().answers == "A.B.C.D.A.B.C.D.A.B"


def test_handing_in_at_the_same_moment_twice_stores_one_and_answers_both(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[Any]:
        _entrance, token = await begun(browser)
        others = [handed(browser, token, "B.B.C.D.A.B.C.D.A.B") for _ in range(2)]
        return await asyncio.gather(*(handed(browser, token) for _ in range(3)), *others)

    answers = playing(story)

    stands = models.Entry.objects.get()
    good = {json.loads(one.text)["receipt"] for one in answers if one.status == 200}
    assert good == {f"{stands.code[:4]}-{stands.code[4:8]}-{stands.code[8:]}"}
    assert sorted(one.status for one in answers) in ([200, 200, 200, 409, 409], [200, 200, 409, 409, 409])


def test_beginning_in_two_tabs_at_once_is_one_attempt_with_one_paper(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[str]:
        came = await browser.script("/thi/cchc-2021/vao/", PERSON)
        entrance = json.loads(came.text)["entrance"]
        asked = [browser.script("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance}) for _ in range(8)]
        return [json.loads(one.text)["paper"] for one in await asyncio.gather(*asked)]

    papers = playing(story)

    assert len(set(papers)) == 1
    assert models.Start.objects.count() == 1


def test_coming_in_again_with_the_same_telephone_is_the_same_participant(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[str]:
        said = [
            PERSON,
            PERSON | {"phone": "+84 912 345 678", "name": "A. Nguyễn"},
            PERSON | {"phone": "0912345679"},
        ]
        came = await asyncio.gather(*(browser.script("/thi/cchc-2021/vao/", one) for one in said))
        return [json.loads(one.text)["participant"] for one in came]

    first, same, other = playing(story)

    assert first == same != other
    assert models.Entrant.objects.count() == models.Contact.objects.count() == 2
    assert {one.name for one in models.Contact.objects.all()} == {"Nguyễn Văn A"}


@pytest.mark.parametrize("unique", [value for value, _words in UNIQUE])
def test_coming_in_is_possible_by_whatever_the_desk_offers_to_call_unique(playing: Any, unique: str) -> None:
    running_contest.running(opens=now() - timedelta(minutes=5), unique=tuple(unique.split(",")))

    async def story(browser: Any) -> list[Any]:
        said = PERSON | {"email": "a@example.com"}
        return [await browser.script("/thi/cchc-2021/vao/", said) for _ in range(2)]

    first, again = playing(story)

    assert first.status == 200
    assert json.loads(again.text)["participant"] == json.loads(first.text)["participant"]


def test_attempts_beyond_the_rules_lead_to_the_receipt(playing: Any) -> None:
    running_contest.running(opens=now() - timedelta(minutes=5), attempts=2)

    async def story(browser: Any) -> list[dict]:
        entrance, token = await begun(browser)
        await handed(browser, token)
        second = json.loads((await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance})).text)
        await handed(browser, second["paper"])
        third = await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance})
        return [json.loads(third.text)]

    (third,) = playing(story)

    assert third["handed_in"] is True
    assert sorted(models.Start.objects.values_list("number", flat=True)) == [1, 2]


def test_arrival_within_the_grace_counts_and_after_it_is_told_by_how_much(playing: Any) -> None:
    running_contest.running(opens=now() - timedelta(minutes=5), seconds=60, grace_seconds=5)

    async def story(browser: Any) -> list[Any]:
        room = browser.play.room
        _entrance, token = await begun(browser)
        _entrance, other = await begun(browser, phone="0987654321")
        clock = room.now
        room.now = lambda: clock() + 64_000
        in_time = await handed(browser, token)
        room.now = lambda: clock() + 70_000
        late = await browser.post("/thi/cchc-2021/tuan-1/nop/", {"t": other, "c1": "A"})
        again = await handed(browser, token)
        return [in_time, late, again]

    in_time, late, again = playing(story)

    assert in_time.status == 200
    assert late.status == 410
    assert "trễ" in late.text
    assert json.loads(again.text) == json.loads(in_time.text)
    assert models.Entry.objects.count() == 1


def test_round_not_open_yet_and_closed_begins_nothing(playing: Any) -> None:
    running_contest.running(opens=now() + timedelta(minutes=5))

    async def story(browser: Any) -> list[int]:
        came = await browser.script("/thi/cchc-2021/vao/", PERSON)
        entrance = {"e": json.loads(came.text)["entrance"]}
        early = await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", entrance)
        clock = browser.play.room.now
        browser.play.room.now = lambda: clock() + 2 * 3_600_000
        closed = await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", entrance)
        return [early.status, closed.status]

    assert playing(story) == [403, 403]
    assert models.Start.objects.count() == 0


def test_round_closed_lets_go_on_who_began_in_time(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> list[Any]:
        clock = browser.play.room.now
        browser.play.room.now = lambda: clock() + 54 * 60_000
        entrance, token = await begun(browser)
        browser.play.room.now = lambda: clock() + 56 * 60_000
        again = await browser.script("/thi/cchc-2021/tuan-1/bat-dau/", {"e": entrance})
        return [token, json.loads(again.text)["paper"], (await handed(browser, token)).status]

    token, again, status = playing(story)

    assert again == token
    assert status == 200


def test_extension_reaches_the_running_process_within_seconds(made: models.Round, playing: Any) -> None:
    closes = made.closes_at + timedelta(hours=1)

    async def story(browser: Any) -> int:
        known = browser.play.room.book.rounds[made.pk]
        assert known.window.closes == int(made.closes_at.timestamp() * 1000)
        await asyncio.to_thread(_extend, made, closes)
        for _ in range(300):
            if browser.play.room.book.rounds[made.pk].window.closes != known.window.closes:
                break
            await asyncio.sleep(0.01)
        return browser.play.room.book.rounds[made.pk].window.closes

    assert playing(story) == int(closes.timestamp() * 1000)


def test_pause_reaches_the_running_process_within_seconds_and_keeps_nobody_from_going_on(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[Any]:
        entrance, token = await begun(browser)
        newcomer = await browser.script("/thi/cchc-2021/vao/", PERSON | {"phone": "0912 345 679"})
        new = {"e": json.loads(newcomer.text)["entrance"]}
        await asyncio.to_thread(_event, made, "paused_entry", "Mất điện tại trung tâm")
        for _ in range(300):
            if browser.play.room.book.rounds[made.pk].paused is not None:
                break
            await asyncio.sleep(0.01)
        here = "/thi/cchc-2021/tuan-1/bat-dau/"
        refused = await browser.script(here, new)
        page = await browser.post(here, new)
        goes_on = await browser.script(here, {"e": entrance})
        first = (await handed(browser, token)).status
        await asyncio.to_thread(_event, made, "resumed", "Đã có điện")
        for _ in range(300):
            if browser.play.room.book.rounds[made.pk].paused is None:
                break
            await asyncio.sleep(0.01)
        again = await browser.script(here, new)
        return [
            refused.status, json.loads(refused.text)["reason"], "Mất điện tại trung tâm" in page.text,
            json.loads(goes_on.text)["paper"] == token, first, again.status,
        ]  # fmt: skip

    assert playing(story) == [503, "Mất điện tại trung tâm", True, True, 200, 200]
    assert models.Start.objects.count() == 2


def _event(made: models.Round, kind: str, reason: str) -> None:
    from django.db import connection

    made.events.create(kind=kind, at=now(), by=made.contest.created_by, reason=reason)
    connection.close()


def _extend(made: models.Round, closes: datetime) -> None:
    from django.db import connection

    contests.extension(made, closes=closes)
    connection.close()


def test_contests_that_cannot_be_read_or_drawn_keep_no_other_out(
    playing: Any, caplog: pytest.LogCaptureFixture
) -> None:
    unread = contests.round_of(
        contests.sealed(key="la-lung"), opens=now() - timedelta(minutes=5), closes=now()
    )
    models.RoundSecret.objects.create(round=unread, secret="44" * 32, hash="0" * 64)
    running_contest.running(key="thieu-cau", opens=now() - timedelta(minutes=5))
    models.Item.objects.filter(contest__key="thieu-cau", key="i0003").update(current=None)
    running_contest.running(opens=now() - timedelta(minutes=5))

    async def story(browser: Any) -> list[Any]:
        _entrance, token = await begun(browser)
        others = [await browser.get(f"/thi/{key}/") for key in ("la-lung", "thieu-cau")]
        return [(await handed(browser, token)).status, *[one.status for one in others]]

    assert playing(story) == [200, 404, 200]
    assert "contest la-lung cannot be read" in caplog.text
    assert "no paper of round thieu-cau/tuan-1" in caplog.text


def test_crowd_makes_beginners_wait_and_lets_submissions_in(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> list[Any]:
        _entrance, token = await begun(browser)
        room = browser.play.room
        came = await browser.script("/thi/cchc-2021/vao/", PERSON | {"phone": "0987654321"})
        other = json.loads(came.text)["entrance"]
        room.is_crowded = lambda: True
        waits = await browser.post("/thi/cchc-2021/tuan-1/bat-dau/", {"e": other})
        stored = await handed(browser, token)
        address = waits.headers["refresh"].partition("url=")[2]
        still = await browser.get(address)
        clock = room.now
        room.now = lambda: clock() + 5000
        now_in = await browser.get(address)
        return [waits, stored, still, now_in]

    waits, stored, still, now_in = playing(story, queue=10)

    assert waits.status == 202
    assert "Trang tự hỏi lại" in waits.text
    assert stored.status == 200
    assert still.status == 202
    assert now_in.status == 303
    assert "/de/?t=" in now_in.headers["location"]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"phone": "12"}, "số điện thoại"),
        ({"birth": "31/02/1990"}, "ngày sinh"),
        ({"unit": "Sở Không Có"}, "một đơn vị"),
        ({"consent": ""}, "sự đồng ý"),
        ({"name": ""}, "Hãy điền ô này"),
        ({"name": "\u200b\u200b"}, "Hãy điền ô này"),
    ],
)
def test_door_with_something_wrong_says_what_and_keeps_what_was_typed(
    made: models.Round, playing: Any, said: dict[str, str], word: str
) -> None:
    async def story(browser: Any) -> Any:
        return await browser.post("/thi/cchc-2021/vao/", PERSON | said)

    answer = playing(story)

    assert answer.status == 422
    assert word in answer.text
    if "name" not in said:
        assert "Nguyễn Văn A" in answer.text
    assert models.Entrant.objects.count() == 0


def test_addresses_that_are_none_and_bodies_that_are_none_are_refused(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[int]:
        _entrance, token = await begun(browser)
        nop = "/thi/cchc-2021/tuan-1/nop/"
        return [
            (await browser.get("/thi/khong-co/")).status,
            (await browser.get("/")).status,
            (await browser.get(nop)).status,
            (await browser.post(nop, {"t": "v1.p.1~2.x"})).status,
            (await browser.post(nop, {"t": token, "answers": "A.B"})).status,
            (await browser.post(nop, {"t": token, "c1": "A" * 9000})).status,
            (await browser.post("/thi/cchc-2021/tuan-9/nop/", {"t": token})).status,
            (await browser.get(f"/thi/cchc-2021/tuan-1/phieu/?t={token}")).status,
            (await browser.get("/thi/cchc-2021/?" + "&".join(f"a{number}=1" for number in range(20)))).status,
        ]

    assert playing(story) == [404, 404, 404, 403, 422, 413, 404, 403, 400]


def test_pages_name_no_other_origin_and_rest_in_no_cache(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> list[Any]:
        _entrance, token = await begun(browser)
        return [
            await browser.get("/thi/cchc-2021/"),
            await browser.get(f"/thi/cchc-2021/tuan-1/de/?t={token}"),
        ]

    for page in playing(story):
        assert page.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "set-cookie" not in page.headers
        assert not re.search(r"\sstyle=|<script(?! type=\"module\" src=)", page.text)


def test_paper_never_holds_the_key(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> dict:
        _entrance, token = await begun(browser)
        answer = await browser.get(f"/thi/cchc-2021/tuan-1/de/?t={token}", accept="application/json")
        assert all(
            not hasattr(one, "key") for one in browser.play.room.book.contests["cchc-2021"].words.values()
        )
        return json.loads(answer.text)

    paper = playing(story)

    assert len(paper["questions"]) == 10
    assert {frozenset(one) for one in paper["questions"]} == {
        frozenset({"text", "options", "several", "points"})
    }


def test_paper_asks_on_the_page_what_it_tells_scripts(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> list[tuple[Any, Any]]:
        found = []
        for number in range(6):  # papers of ten of the forty questions, one in ten with several right
            _entrance, token = await begun(browser, phone=f"091234567{number}")
            address = f"/thi/cchc-2021/tuan-1/de/?t={token}"
            told = await browser.get(address, accept="application/json")
            page = await browser.get(address)
            again = await browser.get(address)  # from the pieces kept
            found += [(told, page), (told, again)]
        return found

    several = 0
    for told, page in playing(story):
        sheets = fieldsets(page.text)
        wanted = json.loads(told.text)["questions"]
        assert len(sheets) == len(wanted) == 10
        names = [one.find("label/input").get("name") for one in sheets]
        assert len(set(names)) == 10
        for number, (sheet, question) in enumerate(zip(sheets, wanted, strict=True), start=1):
            legend, boxes = sheet.find("legend"), sheet.findall(".//input")
            assert sheet.get("id") == f"cau-{number}"
            assert legend.text_content().endswith(question["text"])
            assert f"{number}" in legend.find("span").text
            assert [one.text for one in sheet.findall("label/span")] == question["options"]
            assert re.fullmatch(r"q\d+", names[number - 1])
            assert [(one.get("name"), one.get("value")) for one in boxes] == [
                (names[number - 1], letter) for letter in "ABCD"
            ]
            assert {one.get("type") for one in boxes} == {"checkbox" if question["several"] else "radio"}
            several += question["several"]
    assert several


def test_papers_stay_the_same_when_more_questions_are_kept_than_there_is_room_for(
    made: models.Round, playing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(browser: Any) -> None:
        room = browser.play.room
        known = room.round("cchc-2021/tuan-1")

        def pages() -> list[bytes]:
            sheets = sheets_of(room.book, pages=room.pages)[known.id, 0]
            attempts = [Attempt(known.id, 7, "05F2K91MQ7", number, 0, "", 1, 2) for number in range(1, 9)]
            return [sheets.page(one, token="t", unit="", now=1) for one in attempts + attempts]

        roomy = pages()
        monkeypatch.setattr(paper, "MOST_KEPT", 3)
        assert pages() == roomy

    playing(story)


def test_paper_names_a_unit_only_where_the_contest_has_units(made: models.Round, playing: Any) -> None:
    async def story(browser: Any) -> None:
        room = browser.play.room
        known = room.round("cchc-2021/tuan-1")
        without = replace(known, contest=replace(known.contest, units={}))
        attempt = Attempt(known.id, 7, "05F2K91MQ7", 1, 0, "", 1_600_000_000_000, 1_600_000_600_000)

        def page(one: Any) -> str:
            sheets = sheets_of(replace(room.book, rounds={known.id: one}), pages=room.pages)[known.id, 0]
            return sheets.page(attempt, token="t", unit="", now=attempt.started).decode()

        assert "<dt>Đơn vị</dt><dd>–</dd>" in page(known)
        assert "Đơn vị" not in page(without)

    playing(story)


def test_database_away_keeps_the_answers_on_the_page_and_stores_them_when_sent_again(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[Any]:
        _entrance, token = await begun(browser)
        line, opened = browser.play.room.line, browser.play.room.line.open
        line.open = _never
        await asyncio.to_thread(_terminate)
        await becomes(lambda: not line.is_open)
        said = {"t": token, "c1": "A", "c10": "D", "prediction": "12"}
        refused = await browser.post("/thi/cchc-2021/tuan-1/nop/", said)
        paper = await browser.get(f"/thi/cchc-2021/tuan-1/de/?t={token}")
        line.open = opened
        await becomes(lambda: line.is_open)
        kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', refused.text))
        return [refused, paper, await browser.post("/thi/cchc-2021/tuan-1/nop/", kept)]

    refused, paper, stored = playing(story)

    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert paper.status == 200
    assert stored.status == 303
    entry = models.Entry.objects.get()
    assert (entry.answers, entry.prediction) == ("A.........D", 12)


async def becomes(what: Callable[[], bool]) -> None:
    for _ in range(1000):
        if what():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it does not come to pass")


async def _never() -> None:
    raise Away("held away by the test")


def _terminate() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'danbiet play'"
            " AND datname = current_database()"
        )
    connection.close()


async def stored(browser: Any, token: str) -> int:
    """Sent again as the page does it, until the database is back."""
    for _ in range(200):
        answer = await handed(browser, token)
        if answer.status != 503:
            return int(answer.status)
        await asyncio.sleep(0.02)
    return 503


def test_connection_cut_during_a_statement_answers_everybody_and_stores_each_once(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[int]:
        tokens = [(await begun(browser, phone=f"09123456{number:02}"))[1] for number in range(12)]
        waiting = [asyncio.ensure_future(handed(browser, token)) for token in tokens]
        await asyncio.to_thread(_terminate)
        first = [one.status for one in await asyncio.gather(*waiting)]
        return [*first, *[await stored(browser, token) for token in tokens]]

    statuses = playing(story)

    assert set(statuses[:12]) <= {200, 503}
    assert statuses[12:] == [200] * 12
    assert models.Entry.objects.count() == 12


def test_process_that_has_not_read_the_contests_yet_asks_to_come_again(
    made: models.Round, playing: Any
) -> None:
    async def story(browser: Any) -> list[int]:
        _entrance, token = await begun(browser)
        browser.play.room.is_loaded = False
        early = await handed(browser, token)
        clock = await browser.get("/thi/gio")
        browser.play.room.is_loaded = True
        return [early.status, clock.status, (await handed(browser, token)).status]

    assert playing(story) == [503, 200, 200]
