"""The rule sets of contests that were really held, as far as their public notices tell them."""

from __future__ import annotations

from dataclasses import replace

from danbiet.contests.calc.rules import (
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

from .cases import DAY, HOUR, OPENS, ROUND, plain_rules


def soc_trang_2020() -> Rules:
    """Fifteen questions in ten minutes are 40 of 100 points, a video 60; both are needed; five prizes for persons."""
    return plain_rules(
        papers=(PaperPlan("cbcc", ROUND, "cb", (Block("", 0, 15, 100),)),),
        parts=(Part("quiz", "quiz", 40), Part("video", "video", 60)),
        ranking=("correct", "time", "arrived"),
        units=UnitRules(
            (UnitBlock("don-vi", "Đơn vị"),),
            (Component("average", 40), Component("part", 60, "video")),
            needs=("quiz", "video"),
        ),
        prizes=(
            Prize("ca-nhan", "Giải cá nhân", "person", "cbcc", 5),
            Prize("tap-the", "Giải tập thể", "unit", "don-vi", 1),
        ),
    )


def soc_trang_2022() -> Rules:
    """Ten questions in five minutes as often as one likes, the best counts; 07:00 on 15/9 to 22:00 on 15/10; turn-out by size of unit."""
    opens = OPENS - 13 * DAY
    return plain_rules(
        rounds=(Round(ROUND, "Vòng 1", opens, opens + 30 * DAY + 15 * HOUR),),
        seconds=300,
        attempts=0,
        counts="best",
        at_close="stop",
        parts=(Part("quiz", "quiz", 40), Part("sang-kien", "initiative", 60)),
        units=UnitRules(
            (UnitBlock("don-vi", "Đơn vị"),),
            (Component("average", 40), Component("part", 60, "sang-kien")),
            tiers=(Tier(50, 30), Tier(100, 25), Tier(0, 20)),
            needs=("quiz", "sang-kien"),
        ),
        prizes=(
            Prize("nhat", "Giải nhất", "unit", "don-vi", 1),
            Prize("nhi", "Giải nhì", "unit", "don-vi", 2),
            Prize("ca-nhan", "Giải cá nhân", "person", "cbcc", 10),
        ),
    )


def hue_2025() -> Rules:
    """Fifteen questions and a prediction, one attempt a week for four weeks, two audiences with banks and prizes of their own, units by block."""
    weeks = tuple(
        Round(f"tuan-{n}", f"Tuần {n}", OPENS + 7 * DAY * (n - 1), OPENS + 7 * DAY * n) for n in range(1, 5)
    )
    papers = tuple(
        PaperPlan(audience, week.key, f"{audience}-{week.key}", (Block("", 0, 15, 100),))
        for week in weeks
        for audience in ("cbcc", "dan")
    )
    return plain_rules(
        audiences=(
            Audience("cbcc", "Cán bộ, công chức, viên chức"),
            Audience("dan", "Người dân", min_age=18),
        ),
        rounds=weeks,
        papers=papers,
        prediction=Prediction("all_correct", "audience"),
        ranking=("correct", "prediction", "time", "arrived"),
        units=UnitRules(
            (UnitBlock("hanh-chinh", "Hành chính"), UnitBlock("cap-xa", "Cấp xã")),
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


def hoa_binh_2023() -> Rules:
    """Ten of a bank that changes every round, four options; how many will have all ten right in this round?"""
    return plain_rules(
        prediction=Prediction("all_correct", "round"),
        ranking=("correct", "prediction", "time", "arrived"),
        prizes=(Prize("nhat", "Giải nhất", "person", "", 1), Prize("nhi", "Giải nhì", "person", "", 2)),
        one_prize=OnePrize(person="round"),
    )


def transport_2020() -> Rules:
    """Staff, students and citizens from 16; how many will take part? Score and time are shown at once."""
    audiences = (
        Audience("cbcc", "Cán bộ"),
        Audience("hoc-sinh", "Học sinh, sinh viên", guardian_below=16),
        Audience("dan", "Người dân", min_age=16),
    )
    base = plain_rules()
    return replace(
        base,
        audiences=audiences,
        papers=tuple(replace(base.papers[0], audience=one.key) for one in audiences),
        prediction=Prediction("participants", "round"),
        ranking=("correct", "prediction", "time"),
        reveal="at_once",
        prizes=(Prize("nhat", "Giải nhất", "person", "", 1),),
    )


ALL = {
    "soc-trang-2020": soc_trang_2020,
    "soc-trang-2022": soc_trang_2022,
    "hue-2025": hue_2025,
    "hoa-binh-2023": hoa_binh_2023,
    "transport-2020": transport_2020,
}
