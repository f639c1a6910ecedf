"""Taking part, step by step, as a browser does it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories import running_contest

from danbiet.contests import models
from danbiet.contests.calc.receipts import EntryLine, is_code_of, receipt_text

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
        paper = await browser.get(beginning.headers["location"])
        assert paper.status == 200
        assert paper.text.count("<fieldset") == 10
        assert "Sở &lt;Nội vụ&gt;" in paper.text
        token = re.search(r'name="t" value="([^"]+)"', paper.text)[1]
        handed = await browser.post(
            "/thi/cchc-2021/tuan-1/nop/",
            {"t": token, "c1": "B", "c2": "A", "c10": "C", "prediction": "2.950"},
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
