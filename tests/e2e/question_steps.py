"""A small province with answered questions, and what a citizen does on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from tests.factories import questions as make

from danbiet.org.models import Unit
from danbiet.questions.actions.likeness import catch_up_likeness
from danbiet.questions.models import Question

TODAY = date(2021, 10, 15)
SUBJECT = "Mẹ tôi nhận thay bản sao trích lục khai sinh được không?"
TEXT = (
    "Tôi đang đi làm ở Bình Dương, chưa về quê được. Tôi cần bản sao trích lục khai sinh để nộp cho công ty. "
    "Mẹ ruột tôi có nộp hồ sơ và nhận thay tôi được không? Giấy ủy quyền có phải đem chứng thực không?"
)
BODY = (
    "<p><strong>Được. Mẹ ruột nộp hồ sơ và nhận thay được, giấy ủy quyền không phải chứng thực.</strong></p>"
    "<p>Người yêu cầu cấp bản sao trích lục hộ tịch được ủy quyền cho người khác làm thay, việc ủy quyền phải lập thành văn "
    "bản. Mẹ của ông/bà mang theo:</p><ul><li>giấy ủy quyền viết tay</li><li>giấy tờ tùy thân</li><li>giấy tờ chứng minh quan hệ "
    "mẹ con</li></ul>"
)
ANSWERED = (
    ("Nhờ mẹ ruột nhận thay bản sao trích lục khai sinh, giấy ủy quyền có phải chứng thực không?", 0, ""),
    ("Mất giấy khai sinh bản chính thì xin cấp lại ở đâu?", 1, ""),
    (
        "Vợ ủy quyền cho chồng xin trích lục kết hôn",
        2,
        "Thông tư 15/2015/TT-BTP đã được thay thế bởi Thông tư 04/2020/TT-BTP",
    ),
    ("Khám chữa bệnh bảo hiểm y tế trái tuyến được hưởng bao nhiêu?", 3, ""),
)


@dataclass
class Province:
    people: make.Cast
    answered: list[Question]


def province() -> Province:
    """Four answered questions; one rests on a document that has changed, one has an earlier answer."""
    people = make.cast()
    make.topic("Đất đai", key="dat-dai-thu", order=2)
    make.topic("Y tế, bảo hiểm", unit=people.other, key="y-te-thu", order=3)
    answered = []
    for subject, number, flag in ANSWERED:
        received = make.AT - timedelta(days=30 * number + 20)
        at = received + timedelta(days=4 + number)
        lead: Unit = people.other if number == 3 else people.agency
        one = make.question(
            people.root, state="published", lead=lead, subject=subject, text=TEXT, topic=people.topic, place=people.commune,
            received_at=received, due_at=received + timedelta(days=6), answered_at=at, published_at=at, rating=5 - number % 2 * 2,
        )  # fmt: skip
        answer = make.answer(
            one, body=BODY, state="approved", signed_by=people.head, bases=("Thông tư 04/2020/TT-BTP",), approved_at=at,
        )  # fmt: skip
        if flag:
            answer.bases.update(flagged_at=datetime(2021, 6, 1, tzinfo=UTC), flag=flag)
        answered.append(one)
    catch_up_likeness()
    return Province(people, answered)


def photo(folder: Path, name: str = "IMG_2021.jpg", size: tuple[int, int] = (1600, 1200)) -> Path:
    """A photo as a telephone makes it, with the place in it."""
    path = folder / name
    exif = Image.Exif()
    exif[0x010F] = "May cua Hoi"
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 36.0, 0.0), 3: "E", 4: (105.0, 58.0, 0.0)})
    Image.effect_noise(size, 60).convert("RGB").save(path, "JPEG", exif=exif, quality=92)
    return path


def fill_in(page: Page, *, subject: str = SUBJECT, phone: str = "0912 345 678") -> None:
    """Everything a question needs."""
    page.fill("[name=subject]", subject)
    page.fill("[name=text]", TEXT)
    page.select_option("[name=topic]", label="Hộ tịch, chứng thực")
    page.select_option("[name=place]", label="Xã An Mỹ")
    page.fill("[name=name]", "Trần Văn Hỏi")
    page.fill("[name=phone]", phone)
    page.check("[name=may_handle]")
    page.check("[name=may_publish]")


WORDS = {
    word: number
    for number, word in enumerate(["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], start=2)
}


def solve_sum(page: Page) -> None:
    """As somebody does who reads it."""
    asked = page.locator(".ask-sum label").inner_text().lower()
    first, second = asked.split("cộng")
    numbers = [WORDS[first.strip()], WORDS[second.replace("bằng mấy?", "").strip()]]
    page.fill("[name=sum]", str(sum(numbers)))


@contextmanager
def phone(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """Somebody with a telephone of 390 px; whatever its browser complains about fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="vi-VN", java_script_enabled=scripts
    )  # fmt: skip
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []
