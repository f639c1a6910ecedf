"""Rule sets of contests that were really held, as a beginning for the next one. Dates are moved to the first day that is said.

Sóc Trăng 2020 and 2022, Huế 2025, Hòa Bình 2023, the Ministry of Transport 2020, as far as their public notices tell them; what
they leave open (points, grace seconds, thresholds of further tiers) is a proposal to be changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .rules import (
    Audience,
    Block,
    Component,
    OnePrize,
    PaperPlan,
    Part,
    Prediction,
    Prize,
    Round,
    Rules,
    Tier,
    UnitBlock,
    UnitRules,
)

HOUR = 3_600_000
DAY = 24 * HOUR
OFFICIALS = Audience("cbcc", "Cán bộ, công chức, viên chức")
CITIZENS = Audience("nguoi-dan", "Người dân từ 18 tuổi", min_age=18)
ALL_UNITS = (UnitBlock("don-vi", "Các đơn vị"),)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a rule set is filled in with: `first` is midnight (Vietnam) of the first day, in milliseconds since 1970 UTC."""

    key: str
    title: str
    organiser: str
    first: int


def _base(
    frame: Frame,
    *,
    count: int,
    audiences: tuple[Audience, ...],
    rounds: tuple[Round, ...],
    own_banks: bool = False,
) -> Rules:
    """One paper of so many items for each audience and round, a bank for each (own_banks) or for each audience."""
    papers = tuple(
        PaperPlan(one.key, r.key, f"{one.key}-{r.key}" if own_banks else one.key, (Block("", 0, count, 100),))
        for r in rounds
        for one in audiences
    )
    return Rules(
        frame.key, frame.title, frame.organiser, audiences=audiences, rounds=rounds, papers=papers, seconds=600,
        ranking=("correct", "time", "arrived"), unique=("phone",),
    )  # fmt: skip


def blank(frame: Frame) -> Rules:
    """One audience, one round of a week, ten questions, no prizes."""
    rounds = (Round("dot-1", "Đợt 1", frame.first + 7 * HOUR, frame.first + 7 * DAY),)
    return _base(frame, count=10, audiences=(OFFICIALS,), rounds=rounds)


def soc_trang_2020(frame: Frame) -> Rules:
    """Fifteen questions in ten minutes make 40 of 100 points, a video 60."""
    rounds = (Round("dot-1", "Vòng trắc nghiệm", frame.first + 7 * HOUR, frame.first + 30 * DAY),)
    return replace(
        _base(frame, count=15, audiences=(OFFICIALS,), rounds=rounds),
        parts=(Part("trac-nghiem", "quiz", 40), Part("video", "video", 60)),
        units=UnitRules(
            ALL_UNITS,
            (Component("average", 40), Component("part", 60, "video")),
            needs=("trac-nghiem", "video"),
        ),
        prizes=(
            Prize("ca-nhan", "Giải cá nhân", "person", "cbcc", 5),
            Prize("tap-the", "Giải tập thể", "unit", "don-vi", 5),
        ),
    )


def soc_trang_2022(frame: Frame) -> Rules:
    """Ten questions in five minutes, as often as one likes, the best counts; an initiative of the unit; turn-out by size."""
    closes = frame.first + 30 * DAY + 22 * HOUR
    rounds = (Round("vong-1", "Vòng 1", frame.first + 7 * HOUR, closes),)
    return replace(
        _base(frame, count=10, audiences=(OFFICIALS,), rounds=rounds),
        seconds=300,
        attempts=0,
        counts="best",
        at_close="stop",
        parts=(Part("trac-nghiem", "quiz", 40), Part("sang-kien", "initiative", 60)),
        units=UnitRules(
            ALL_UNITS,
            (Component("average", 40), Component("part", 60, "sang-kien")),
            tiers=(Tier(50, 30), Tier(100, 25), Tier(0, 20)),
            needs=("trac-nghiem", "sang-kien"),
        ),
        prizes=(
            Prize("nhat", "Giải nhất tập thể", "unit", "don-vi", 1),
            Prize("nhi", "Giải nhì tập thể", "unit", "don-vi", 2),
            Prize("ba", "Giải ba tập thể", "unit", "don-vi", 3),
            Prize("khuyen-khich", "Giải khuyến khích tập thể", "unit", "don-vi", 4),
            Prize("ca-nhan", "Giải cá nhân", "person", "cbcc", 10),
        ),
    )


def hue_2025(frame: Frame) -> Rules:
    """Four weeks, fifteen questions and a prediction, one attempt a week, two audiences, units by block."""
    weeks = tuple(
        Round(f"tuan-{n}", f"Tuần {n}", frame.first + 7 * DAY * (n - 1) + 7 * HOUR, frame.first + 7 * DAY * n)
        for n in range(1, 5)
    )
    return replace(
        _base(frame, count=15, audiences=(OFFICIALS, CITIZENS), rounds=weeks, own_banks=True),
        seconds=900,
        prediction=Prediction("all_correct", "audience"),
        ranking=("correct", "prediction", "time", "arrived"),
        units=UnitRules(
            (
                UnitBlock("hanh-chinh", "Khối hành chính"),
                UnitBlock("su-nghiep", "Khối sự nghiệp"),
                UnitBlock("cap-xa", "Khối cấp xã"),
            ),
            (Component("turnout", 50), Component("average", 50)),
        ),
        prizes=(
            Prize("nhat", "Giải nhất", "person", "", 1),
            Prize("nhi", "Giải nhì", "person", "", 1),
            Prize("ba", "Giải ba", "person", "", 1),
            Prize("tap-the", "Giải tập thể", "unit", "", 1),
        ),
        one_prize=OnePrize(person="contest"),
    )


def hoa_binh_2023(frame: Frame) -> Rules:
    """Rounds with a bank of their own, ten questions; how many will have all ten right?"""
    rounds = tuple(
        Round(f"dot-{n}", f"Đợt {n}", frame.first + 14 * DAY * (n - 1) + 7 * HOUR, frame.first + 14 * DAY * n)
        for n in range(1, 3)
    )
    return replace(
        _base(
            frame,
            count=10,
            audiences=(replace(CITIZENS, key="moi-nguoi", name="Mọi người", min_age=0),),
            rounds=rounds,
            own_banks=True,
        ),
        prediction=Prediction("all_correct", "round"),
        ranking=("correct", "prediction", "time", "arrived"),
        prizes=(Prize("nhat", "Giải nhất", "person", "", 1), Prize("nhi", "Giải nhì", "person", "", 2)),
        one_prize=OnePrize(person="round"),
    )


def transport_2020(frame: Frame) -> Rules:
    """Staff, students, citizens from 16; how many will take part? Marks are shown at once."""
    audiences = (
        Audience("can-bo", "Cán bộ, công chức, viên chức, người lao động"),
        Audience("hoc-sinh", "Học sinh, sinh viên", guardian_below=16),
        Audience("nguoi-dan", "Người dân từ 16 tuổi", min_age=16),
    )
    rounds = (Round("dot-1", "Đợt 1", frame.first + 7 * HOUR, frame.first + 30 * DAY),)
    return replace(
        _base(frame, count=20, audiences=audiences, rounds=rounds),
        seconds=1200,
        prediction=Prediction("participants", "round"),
        ranking=("correct", "prediction", "time", "arrived"),
        reveal="at_once",
        prizes=(Prize("nhat", "Giải nhất", "person", "", 1), Prize("nhi", "Giải nhì", "person", "", 2)),
    )


LIBRARY: dict[str, Callable[[Frame], Rules]] = {
    "blank": blank,
    "soc-trang-2020": soc_trang_2020,
    "soc-trang-2022": soc_trang_2022,
    "hue-2025": hue_2025,
    "hoa-binh-2023": hoa_binh_2023,
    "gtvt-2020": transport_2020,
}
