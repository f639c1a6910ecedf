"""The contest of 2021: its rules, who took part and how well. Invented, the same in every run but for papers and pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from danbiet.contests.calc.library import DAY, HOUR, Frame, hue_2025
from danbiet.contests.calc.rules import (
    Block,
    Component,
    OnePrize,
    PaperPlan,
    Prize,
    Round,
    Rules,
    UnitBlock,
    UnitRules,
)

KEY, TITLE = "cchc-2021", "Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh Sóc Trăng năm 2021"
PRACTICE_KEY, PRACTICE = "dich-vu-cong-2021", "Tìm hiểu dịch vụ công trực tuyến: tự kiểm tra kiến thức"
ORGANISER = "SNV"
FIRST = date(2021, 9, 27)
BEGUN, SEALED = date(2021, 8, 16), date(2021, 9, 20)
WEEKS = 3
QUESTIONS = {"cbcc": 10, "nguoi-dan": 6}
BLOCKS = {  # ranking group → block
    "departments": UnitBlock("so-nganh", "Khối sở, ban, ngành tỉnh"),
    "service_units": UnitBlock("su-nghiep", "Khối đơn vị sự nghiệp công lập"),
    "central_agencies": UnitBlock("trung-uong", "Khối cơ quan Trung ương tại địa phương"),
    "districts": UnitBlock("cap-huyen", "Khối huyện, thị xã, thành phố"),
}
EXTENSION = "Đường truyền tại huyện Kế Sách và huyện Cù Lao Dung gián đoạn chiều 17/10/2021; Ban Tổ chức gia hạn đợt thi thêm 24 giờ."
CITIZENS = 160  # who take part without a unit, at scale 1
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Entering:
    """An invented person of the contest. `skill` is the chance to know an answer."""

    number: int
    audience: str
    unit: str
    skill: float
    rounds: tuple[int, ...]  # from 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person did in a round: minutes after its opening, seconds needed, rights and guess."""

    person: Entering
    after: timedelta
    seconds: float
    rights: tuple[bool, ...]
    guess: int


def rules(organiser: str, first_ms: int) -> Rules:
    """Three weeks by the rules of Huế 2025: a bank and a paper for each week and audience, one attempt, how many will be all right."""
    frame = Frame(KEY, TITLE, organiser, first_ms)
    base = hue_2025(frame)
    weeks = base.rounds[:WEEKS]
    return replace(
        base,
        rounds=weeks,
        seconds=SECONDS,
        papers=tuple(
            PaperPlan(one.key, week.key, f"{one.key}-{week.key}", (Block("", 0, QUESTIONS[one.key], 100),))
            for week in weeks
            for one in base.audiences
        ),
        units=UnitRules(tuple(BLOCKS.values()), (Component("turnout", 50), Component("average", 50))),
        prizes=(
            Prize("nhat", "Giải nhất", "person", "", 1),
            Prize("nhi", "Giải nhì", "person", "", 2),
            Prize("ba", "Giải ba", "person", "", 3),
            Prize("khuyen-khich", "Giải khuyến khích", "person", "", 5),
            Prize("tap-the", "Giải tập thể", "unit", "", 1),
        ),
        one_prize=OnePrize(person="contest"),
    )


def practice_rules(organiser: str, first_ms: int, *, days: int) -> Rules:
    """A round that is open on the demonstration's day: any number of attempts at last autumn's questions, no prizes."""
    base = hue_2025(Frame(PRACTICE_KEY, PRACTICE, organiser, first_ms))
    citizens = base.audiences[1]
    window = Round("thang-12", "Tháng 12", first_ms + 7 * HOUR, first_ms + days * DAY)
    return replace(
        base,
        audiences=(citizens,),
        rounds=(window,),
        papers=(PaperPlan(citizens.key, window.key, "nguoi-dan", (Block("", 0, 6, 100),)),),
        seconds=SECONDS,
        attempts=0,
        prediction=None,
        ranking=("correct", "time", "arrived"),
        units=None,
        prizes=(),
        one_prize=OnePrize(),
    )


def people(counts: dict[str, int], *, scale: float) -> Iterator[Entering]:
    """Who took part: of each unit a share of its people (between a tenth and two thirds), and citizens without a unit."""
    number = 0
    for unit, count in sorted(counts.items()):
        dice = Random(f"danbiet contest {unit}")  # noqa: S311 - invented data
        came = max(1, round(count * dice.uniform(0.1, 0.65) * scale))
        for _one in range(min(came, 60)):
            number += 1
            yield Entering(number, "cbcc", unit, dice.betavariate(7, 2), _rounds(dice, 0.75))
    dice = Random("danbiet contest citizens")  # noqa: S311
    for _one in range(max(4, round(CITIZENS * scale))):
        number += 1
        yield Entering(number, "nguoi-dan", "", dice.betavariate(5, 2), _rounds(dice, 0.5))


def attempts(crowd: list[Entering], week: int) -> Iterator[Attempt]:
    """What happened in a week (from 1): most in office hours and towards the end."""
    for one in crowd:
        if week not in one.rounds:
            continue
        dice = Random(f"danbiet contest {one.number} {week}")  # noqa: S311 - invented data
        questions = QUESTIONS[one.audience]
        day = dice.choices(range(7), weights=(8, 10, 12, 12, 16, 6, 6))[0]
        hour = dice.choice((1, 1, 2, 3, 6, 7, 7, 8, 9, 12, 13, 14))  # after 07:00
        after = timedelta(
            days=day, hours=hour, seconds=dice.randrange(3600), milliseconds=dice.randrange(1000)
        )
        seconds = min(SECONDS - 5.0, max(4.0 * questions, SECONDS * dice.lognormvariate(-1.3, 0.5)))
        rights = tuple(dice.random() < one.skill for _question in range(questions))
        yield Attempt(
            one, after, seconds, rights, max(0, int(dice.gauss(len(crowd) * 0.1, len(crowd) * 0.05)))
        )


def born(number: int) -> date:
    """An invented date of birth of a grown-up."""
    dice = Random(f"danbiet contest born {number}")  # noqa: S311
    return date(dice.randint(1961, 2000), dice.randint(1, 12), dice.randint(1, 28))


def phone(number: int) -> str:
    """A telephone number nobody has: 0900 is given to no one."""
    return f"0900 {number // 1000:03d} {number % 1000:03d}"


def came_at(opens: datetime, attempt: Attempt) -> datetime:
    """When somebody came in: a minute before the first attempt."""
    return opens + attempt.after - timedelta(minutes=1)


def _rounds(dice: Random, share: float) -> tuple[int, ...]:
    first = dice.choice((1, 1, 1, 2, 3))
    return tuple(week for week in range(first, WEEKS + 1) if week == first or dice.random() < share)
