"""From a unit's task to what the unit did for it: dated, titled, quantified. Deterministic: every run tells the same year.

How diligent a unit is decides how many of its cells it fills; some are good, some late, some leave gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from danbiet.kit.periods import Span
from danbiet.kit.text import fold_words

from . import stories
from .people import TERRITORIES, lower_first

YEAR = 2021
DOMAIN = "soctrang.example"
WEAK = frozenset({"SGTVT", "SKHCN", "SNNPTNT", "TTT", "946", "949", "CDN", "31696", "31573"})
GOOD = frozenset(
    {"SNV", "STP", "STTTT", "SYT", "SGDDT", "BHXH", "CTHUE", "VPUBND", "BDT", "941", "943", "31549", "31552"}
)
LOCKDOWN = Span(date(2021, 7, 15), date(2021, 9, 20))
TET = Span(date(2021, 2, 10), date(2021, 2, 16))
ANY_DAY = frozenset({"airing", "social", "loudspeaker", "article"})
LONG_CELLS = frozenset({"8.2", "12.1", "12.2", "13.1"})  # thinned out when only a part is loaded
ANSWERED_ON = {"STP": "02-24", "STNMT": "03-24", "CAT": "04-21", "SXD": "05-26", "BHXH": "09-22"}
LAST_CONTRIBUTION = date(YEAR, 11, 19)
LONGEST_SPOKEN = 25
MEETING_DAYS = ("05-14", "11-19")
CONFERENCES = ("03-23", "06-15", "11-09")


@dataclass(frozen=True, slots=True)
class Aim:
    """One target of a unit's task: how much per cell, and the cells' days."""

    target_id: int
    unit_text: str
    per: str
    quantity: Decimal | None
    cells: Mapping[date, Span]


@dataclass(frozen=True, slots=True)
class Job:
    """A unit's task with what is needed to tell what it did. `key` is the row of the province's appendix, "" for own tasks."""

    code: str
    unit_name: str
    short: str
    kind: str
    key: str
    content: str
    is_support: bool
    is_handed_on: bool
    aims: tuple[Aim, ...]

    def dice(self, *more: object) -> Random:
        return Random(f"danbiet deed {self.code} {self.key or self.content} {more}")  # noqa: S311 - a demonstration's dice

    @property
    def is_weak(self) -> bool:
        return self.code in WEAK

    @property
    def is_good(self) -> bool:
        return self.code in GOOD

    def chance(self, *, weak: float, normal: float, good: float) -> float:
        return weak if self.is_weak else good if self.is_good else normal

    @property
    def spoken(self) -> str:
        """The unit inside a sentence."""
        return (
            f"UBND {lower_first(self.unit_name)}"
            if self.kind in TERRITORIES
            else self.short or self.unit_name
        )


@dataclass(frozen=True, slots=True)
class Deed:
    """One piece of evidence to be; `file` names a file made for the demonstration, otherwise the proof is `url`."""

    on: date
    title: str
    kind: str
    target_id: int
    quantity: Decimal
    more_targets: tuple[int, ...] = ()  # of the same task, filled by the same deed
    language: str = "vi"
    item: str = ""
    url: str = ""
    caption: str = ""
    section: str = ""
    page: str = ""
    file: str = ""
    is_routine: bool = (
        True  # one of many: may be returned or wait; the others carry the story and are decided at once
    )


def deeds_of(job: Job, *, today: date, scale: float = 1.0) -> list[Deed]:
    """What the unit did for the task up to `today`, in order of time. `scale` thins out the long series."""
    if job.is_handed_on:
        return []
    made = [deed for deed in _tell(job) if deed.on <= today]
    if scale < 1 and job.key in LONG_CELLS:
        made = [deed for deed in made if job.dice("scale", deed.on, deed.title).random() < scale]
    return sorted((_proved(deed, job) for deed in made), key=lambda deed: deed.on)


def _tell(job: Job) -> Iterator[Deed]:
    if job.is_support:
        return _contribution(job)
    if job.key in _SHARED:
        return _SHARED[job.key](job)
    if job.key in stories.TOLD:
        return _told(job)
    return _own(job) if not job.key else iter(())


def _told(job: Job) -> Iterator[Deed]:
    """Tasks with one lead are told deed by deed; co-leads share them out by turns, items by their own video."""
    told = stories.TOLD[job.key]
    for place, one in enumerate(told):
        if not _is_mine(job, one, place=place, count=len(told)):
            continue
        kind = one.kind or stories.KIND[job.key]
        on = _settled(date.fromisoformat(f"{YEAR}-{one.on}"), kind=kind)
        aims = [_aim_for(job, one.title)] if job.key != "1.1" else list(job.aims)
        yield Deed(
            on, _capital(one.title), kind, aims[0].target_id, Decimal(one.quantity), language=one.language, item=one.item,
            file=one.file, more_targets=tuple(aim.target_id for aim in aims[1:]), is_routine=False,
        )  # fmt: skip


def _is_mine(job: Job, one: stories.Told, *, place: int, count: int) -> bool:
    if job.key == "9.2":
        return (job.code == "DPTTH") == one.item.startswith("Video 2")
    if job.key in {"4.2", "5.1"}:
        return (job.code == "DPTTH") == (place < (2 if job.key == "5.1" else count - 2 - 1))
    return True


def _aim_for(job: Job, title: str) -> Aim:
    for aim in job.aims:
        word = stories.TARGET_WORDS.get(aim.unit_text, "")
        if word and word in title.lower():
            return aim
    return job.aims[0]


def _contribution(job: Job) -> Iterator[Deed]:
    words = stories.CONTRIBUTIONS.get(job.key)
    dice = job.dice("contribution")
    aim = job.aims[0]
    span = next(iter(aim.cells.values()))
    if job.key == "9.1":
        words, count = stories.HANDED_OUT[job.code]
        yield Deed(date(YEAR, 10, 20), words, "leaflet", aim.target_id, Decimal(count), is_routine=False)
        return
    if words is None or (job.key == "13.3" and job.code != "VPUBND"):
        return
    if dice.random() > job.chance(weak=0.45, normal=0.8, good=1):
        return
    room = min(span.ends_on, LAST_CONTRIBUTION) - span.starts_on
    day = span.starts_on + timedelta(days=dice.randrange(min(20, room.days), room.days + 1))
    if job.key == "1.1":
        day = date.fromisoformat(f"{YEAR}-{ANSWERED_ON.get(job.code, '10-27')}")
        words = words.format(answer=stories.ANSWERS.get(job.code, "thủ tục của ngành"))
    if job.key == "6.4":
        day = date.fromisoformat(f"{YEAR}-{dice.choice(MEETING_DAYS)}")
    if job.key == "11.1":
        day = date.fromisoformat(f"{YEAR}-{dice.choice(CONFERENCES)}")
    others = tuple(one.target_id for one in job.aims[1:])
    yield Deed(
        _settled(day, kind="document"), words, stories.KIND[job.key], aim.target_id, Decimal(1),
        more_targets=others, is_routine=False,
    )  # fmt: skip


def _news(job: Job) -> Iterator[Deed]:
    """8.2: news on the unit's own pages, two a month wanted."""
    aim = job.aims[0]
    procedures = stories.PROCEDURES.get(job.code, stories.DISTRICT_PROCEDURES)
    last = ""
    for span in aim.cells.values():
        dice = job.dice(span.starts_on)
        count = dice.choices((0, 1, 2, 3), _weights(job))[0]
        month = span.starts_on.month
        pool = stories.NEWS + (stories.IN_LOCKDOWN * 2 if LOCKDOWN.starts_on.month <= month <= 9 else ())
        days = sorted(dice.sample(range(1, 15 if month == 12 else 28), count))
        for template, day in zip(dice.sample(pool, count), days, strict=True):
            title = template.format(
                procedure=dice.choice(procedures), month=max(month - 1, 1), unit=job.spoken
            )
            if title == last:
                title = f"{title}, những điểm mới tháng {month}"
            last = title
            yield Deed(date(YEAR, month, day), _capital(title), "article", aim.target_id, Decimal(1))


def _weights(job: Job) -> tuple[float, float, float, float]:
    """How likely it is that the unit posts 0, 1, 2 or 3 pieces of news in a month."""
    if job.is_weak:
        return (0.35, 0.4, 0.25, 0)
    return (0, 0.05, 0.7, 0.25) if job.is_good else (0.08, 0.2, 0.6, 0.12)


def _loudspeaker(job: Job) -> Iterator[Deed]:
    """12.1: two programmes a week over the loudspeakers."""
    aim = job.aims[0]
    is_commune = job.kind == "commune"
    full = job.chance(weak=0.9, normal=0.91 if is_commune else 0.97, good=0.99)
    shift = job.dice("shift").randrange(len(stories.ON_AIR))
    for place, (monday, span) in enumerate(aim.cells.items()):
        dice = job.dice(monday)
        drawn = dice.random()
        if drawn > full + 0.04:
            continue
        quantity = 1 if drawn > full else dice.choice((2, 2, 2, 3))
        topics: tuple[str, ...] = stories.ON_AIR
        if LOCKDOWN.starts_on <= span.starts_on <= LOCKDOWN.ends_on and dice.random() < 0.6:
            topics = stories.ON_AIR_LOCKDOWN
        topic = topics[(place * 7 + shift) % len(topics)]
        on = span.starts_on + timedelta(days=dice.randrange(span.days))
        words = {1: "Một buổi phát thanh", 2: "Hai buổi phát thanh", 3: "Ba buổi phát thanh"}[quantity]
        yield Deed(
            on, f"{words}: {topic}", "loudspeaker", aim.target_id, Decimal(quantity),
            section="Nhật ký truyền thanh", page=f"tuần {on.isocalendar().week}",
        )  # fmt: skip


def _khmer(job: Job) -> Iterator[Deed]:
    """12.2: two programmes a month in Khmer."""
    aim = job.aims[0]
    shift = job.dice("shift").randrange(len(stories.ON_AIR))
    for place, span in enumerate(aim.cells.values()):
        dice = job.dice(span.starts_on)
        if dice.random() > job.chance(weak=0.8, normal=0.94, good=1):
            continue
        quantity = 2 if dice.random() < 0.9 else 1
        day = dice.randrange(2, 13 if span.starts_on.month == 12 else 27)
        topic = stories.ON_AIR[(place * 5 + shift) % len(stories.ON_AIR)]
        words = "Hai chương trình tiếng Khmer" if quantity == 2 else "Chương trình tiếng Khmer"
        yield Deed(
            date(YEAR, span.starts_on.month, day), f"{words}: {topic}", "loudspeaker", aim.target_id, Decimal(quantity),
            language="km", section="Nhật ký truyền thanh", page=f"tháng {span.starts_on.month}",
        )  # fmt: skip


def _meetings(job: Job) -> Iterator[Deed]:
    """13.1: once a quarter in meetings."""
    aim = job.aims[0]
    for number, span in enumerate(aim.cells.values(), 1):
        dice = job.dice(span.starts_on)
        if dice.random() > job.chance(weak=0.95, normal=0.9 if job.kind == "commune" else 0.99, good=1):
            continue
        on = span.starts_on + timedelta(days=dice.randrange(10, 60))
        when = dice.choice((f"tháng {on.month}", f"quý {('I', 'II', 'III', 'IV')[number - 1]}"))
        title = dice.choice(stories.MEETINGS).format(when=when)
        yield Deed(_settled(on, kind="meeting"), title, "meeting", aim.target_id, Decimal(1))


def _petitions(job: Job) -> Iterator[Deed]:
    """10.3: one round a quarter."""
    aim = job.aims[0]
    for number, span in enumerate(aim.cells.values(), 1):
        dice = job.dice(span.starts_on)
        if dice.random() > job.chance(weak=0.7, normal=0.99, good=1):
            continue
        on = span.starts_on + timedelta(days=dice.randrange(12, 70))
        title = dice.choice(stories.PETITIONS).format(quarter=("I", "II", "III", "IV")[number - 1])
        yield Deed(_settled(on, kind="poster"), title, "loudspeaker", aim.target_id, Decimal(1))


def _once(
    titles: tuple[str, ...], *, kind: str, span: tuple[str, str], weak: float = 0.97, normal: float = 1.0
) -> Callable[[Job], Iterator[Deed]]:
    """A shared task fulfilled in one piece between two days of the year."""
    first, last = (date.fromisoformat(f"{YEAR}-{day}") for day in span)

    def tell(job: Job) -> Iterator[Deed]:
        dice = job.dice("once")
        if dice.random() > job.chance(weak=weak, normal=normal, good=1):
            return
        aim = job.aims[0]
        on = _settled(first + timedelta(days=dice.randrange((last - first).days + 1)), kind=kind)
        title = dice.choice(titles).format(share=dice.randrange(62, 100), place=dice.choice(stories.PLACES))
        quantity = aim.quantity if aim.quantity and not aim.unit_text.startswith("%") else Decimal(1)
        yield Deed(on, title, kind, aim.target_id, quantity, is_routine=False)

    return tell


def _models(job: Job) -> Iterator[Deed]:
    """6.3: one model or initiative of its own."""
    dice = job.dice("model")
    if dice.random() > job.chance(weak=0.8, normal=1, good=1):
        return
    on = date(YEAR, 5, 4) + timedelta(days=dice.randrange(200))
    title = f"Giới thiệu mô hình “{dice.choice(stories.MODELS)}” của {job.spoken}"
    yield Deed(_settled(on, kind="document"), title, "document", job.aims[0].target_id, Decimal(1))


def _own(job: Job) -> Iterator[Deed]:
    """Tasks a unit has added itself: cell by cell, or the whole quantity in a few parts."""
    aim = job.aims[0]
    quantity = aim.quantity or Decimal(1)
    places = job.dice("places").sample(stories.DISTRICTS, len(stories.DISTRICTS))
    is_abroad = job.kind not in TERRITORIES and quantity <= 12
    if aim.per != "once":
        for place, span in enumerate(aim.cells.values()):
            on = span.starts_on + timedelta(days=job.dice(span.starts_on).randrange(min(span.days, 13)))
            yield Deed(
                _settled(on, kind="other"),
                f"{job.content}, đợt {place + 1}",
                "other",
                aim.target_id,
                quantity,
            )
        return
    span = next(iter(aim.cells.values()))
    parts = int(quantity) if quantity <= 12 else 3
    done = parts if not job.is_weak and parts < 9 else parts - 1
    for place in range(done):
        on = span.starts_on + timedelta(days=30 + place * max(1, (min(span.days, 345) - 40) // parts))
        share = quantity // parts if place < parts - 1 else quantity - quantity // parts * (parts - 1)
        where = f", {places[place % len(places)]}" if is_abroad else ""
        words = f"{job.content} – đợt {place + 1}{where}" if parts > 1 else job.content
        yield Deed(_settled(on, kind="other"), words, "other", aim.target_id, share)


_SHARED: Mapping[str, Callable[[Job], Iterator[Deed]]] = {
    "2.3": _once(stories.RESOLUTION, kind="meeting", span=("08-02", "11-19"), weak=1),
    "6.3": _models,
    "7.3": _once(stories.CONTEST, kind="contest", span=("09-27", "11-05"), weak=1),
    "8.2": _news,
    "10.1": _once(stories.NOTICES, kind="poster", span=("02-22", "05-28"), weak=0.8, normal=0.93),
    "10.3": _petitions,
    "12.1": _loudspeaker,
    "12.2": _khmer,
    "12.4": _once(stories.POSTERS, kind="poster", span=("03-01", "10-29"), weak=0.5),
    "13.1": _meetings,
}


def _settled(on: date, *, kind: str) -> date:
    """The day itself, or a working day beside it in the same month for what happens in offices; never during Tết."""
    if on in TET:
        on = TET.ends_on + timedelta(days=1 + on.day % 5)
    if kind in ANY_DAY or on.weekday() < 5:
        return on
    later = on + timedelta(days=7 - on.weekday())
    return later if later.month == on.month else on - timedelta(days=on.weekday() - 4)


def _proved(deed: Deed, job: Job) -> Deed:
    """With a link where no file proves it; addresses end in .example, so that nobody is led to a real site."""
    if deed.file:
        return deed
    host = "".join(fold_words(job.short or job.unit_name))
    if deed.section:
        path = f"nhat-ky-truyen-thanh/{deed.on:%Y-%m}"
    else:
        path = f"cai-cach-hanh-chinh/{deed.on:%Y/%m}/{'-'.join(fold_words(deed.title)[:9])}-{deed.on:%d}"
    return replace(deed, url=f"https://{host}.{DOMAIN}/{path}", caption=deed.caption or _caption(deed))


def _caption(deed: Deed) -> str:
    captions = {
        "article": "Bài đăng", "airing": "Bản ghi phát sóng", "social": "Bài đăng trên mạng xã hội", "meeting": "Trích biên bản họp",
        "loudspeaker": "Nhật ký truyền thanh", "poster": "Ảnh chụp tại chỗ", "leaflet": "Biên nhận", "document": "Văn bản",
        "contest": "Danh sách dự thi", "inspection": "Biên bản kiểm tra", "training": "Danh sách dự tập huấn",
    }  # fmt: skip
    return captions.get(deed.kind, "Tài liệu kiểm chứng")


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
