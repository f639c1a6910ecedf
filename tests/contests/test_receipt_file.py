"""The receipt as PDF: for who holds it, of what is stored, with a signature anybody can check."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pypdfium2 as pdfium
import pytest
import segno
from django.test import Client
from tests.factories import contests, running_contest

from danbiet.contests import models
from danbiet.contests.calc.receipts import EntryLine, is_signed, public_key, receipt_code, receipt_text
from danbiet.contests.views.entrance import tokens

pytestmark = pytest.mark.django_db
FILE = "/hoi-thi/cchc-2021/tuan-1/phieu.pdf"
OPENS = datetime(2021, 6, 1, 7, tzinfo=UTC)


@pytest.fixture
def entry(settings: Any) -> models.Entry:
    settings.DANBIET_BASE_URL = "https://danbiet.example.vn"
    return stored(running_contest.running(opens=OPENS))


def stored(one: models.Round, answers: str = "A.B..D.A.B.C.D.A.B") -> models.Entry:
    start = contests.start(one)
    arrived = start.started_ms + 192_000
    text = text_of(one, start, arrived, answers)
    code = receipt_code(text, key=running_contest.RECEIPT).replace("-", "")
    return models.Entry.objects.create(
        start=start, round=one, arrived_ms=arrived, answers=answers, prediction=2950, code=code
    )


def text_of(one: models.Round, start: models.Start, arrived: int, answers: str) -> bytes:
    line = EntryLine(
        start.code, start.number, "can-bo", start.unit, start.started_ms, arrived, "2950", answers
    ).line()
    return receipt_text(line, contest=one.contest.key, round_key=one.key)


def token_of(entry: models.Entry, **changes: Any) -> str:
    text = text_of(entry.round, entry.start, entry.arrived_ms, changes.get("answers", entry.answers)).decode()
    return tokens().make(
        changes.get("kind", "r"),
        changes.get("round", entry.round_id),
        changes.get("start", entry.start_id),
        text,
    )


def words_of(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        assert len(document) == 1
        return str(document[0].get_textpage().get_text_bounded())


def test_holder_gets_a_page_with_code_contest_round_time_and_how_to_check(
    client: Client, entry: models.Entry
) -> None:
    answer = client.get(FILE, {"t": token_of(entry)})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    code = f"{entry.code[:4]}-{entry.code[4:8]}-{entry.code[8:]}"
    assert answer["Content-Disposition"] == f'attachment; filename="phieu-cchc-2021-tuan-1-{code}.pdf"'
    words = words_of(answer.content)
    for wanted in (
        "Phiếu ghi nhận bài thi", code, "Hội thi cải cách hành chính 2021", "Tuần 1", "TS-05F2K-91MQ7", "14:03:12, 01/06/2021",
        "9 / 10", "2950", "https://danbiet.example.vn/hoi-thi/cchc-2021/tuan-1/kiem-tra/",
    ):  # fmt: skip
        assert wanted in words
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_text_on_the_page_is_signed_with_the_key_of_the_rules_and_so_is_the_qr_code(
    client: Client, entry: models.Entry
) -> None:
    data = client.get(FILE, {"t": token_of(entry)}).content

    whole = "".join(words_of(data).split())
    text, _, signature = whole[whole.index("danbiet.entry.v1|") :].rpartition("|")
    public = public_key(running_contest.SIGNING)
    assert is_signed(text.encode(), signature, public=public)
    assert not is_signed(text.replace("A.B..D", "A.C..D").encode(), signature, public=public)
    assert text.encode() == text_of(entry.round, entry.start, entry.arrived_ms, entry.answers)
    assert shown_code(data) == [list(map(bool, row)) for row in segno.make(f"{text}|{signature}", error="l", mask=3, micro=False, boost_error=False).matrix]  # fmt: skip


def shown_code(data: bytes) -> list[list[bool]]:
    """The black squares of the QR code as the page shows them, found by its corner."""
    with pdfium.PdfDocument(data) as document:
        picture = document[0].render(scale=4).to_pil().convert("L")
    left, right = 4 * (595.28 - 56 - 170), 4 * (595.28 - 56)
    middle = round(right) - 8
    top = next(y for y in range(240, 1200) if picture.getpixel((middle, y)) < 60)
    count = segno_size(data)
    side = (right - left) / count
    return [
        [
            picture.getpixel((round(left + (x + 0.5) * side), round(top + (y + 0.5) * side))) < 128
            for x in range(count)
        ]
        for y in range(count)
    ]


def segno_size(data: bytes) -> int:
    whole = "".join(words_of(data).split())
    signed = whole[whole.index("danbiet.entry.v1|") :]
    return len(list(segno.make(signed, error="l", mask=3, micro=False, boost_error=False).matrix))


@pytest.mark.parametrize(
    "changes",
    [{"kind": "p"}, {"kind": "e"}, {"round": 0}, {"start": 999_999}, {"answers": "A.B..D.A.B.C.D.A.A"}],
)
def test_token_of_another_kind_round_start_or_of_what_was_never_stored_opens_nothing(
    client: Client, entry: models.Entry, changes: dict[str, Any]
) -> None:
    assert client.get(FILE, {"t": token_of(entry, **changes)}).status_code == 404


def test_nobody_else_gets_it(client: Client, entry: models.Entry) -> None:
    token = token_of(entry)
    forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for given in ("", "x" * 5000, "v1.r.1~2~3.AAAA", forged, token.replace("A.B..D", "A.C..D")):
        assert client.get(FILE, {"t": given}).status_code == 404
    assert client.get(FILE).status_code == 404
    assert client.post(FILE, {"t": token}).status_code == 405


def test_receipt_of_one_round_does_not_open_below_another(client: Client, entry: models.Entry) -> None:
    running_contest.running(key="khac", opens=OPENS)

    assert client.get(FILE.replace("cchc-2021", "khac"), {"t": token_of(entry)}).status_code == 404


@pytest.mark.parametrize("answers", [["A"] * 500, ["ABCD"] * 500])
def test_longest_papers_fit_on_the_page(client: Client, answers: list[str]) -> None:
    entry = stored(running_contest.running(opens=OPENS), answers=".".join(answers))
    data = client.get(FILE, {"t": token_of(entry)}).content

    whole = "".join(words_of(data).split())
    assert entry.answers in whole
    with pdfium.PdfDocument(data) as document:
        text = document[0].get_textpage()
        assert min(text.get_charbox(number)[1] for number in range(text.count_chars())) > 20
