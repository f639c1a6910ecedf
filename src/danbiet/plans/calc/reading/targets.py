"""Reads how much is promised: "≥ 2 tin/tháng/đơn vị", "5 video, mỗi video ít nhất 2 lượt", "100% đơn vị"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from .result import Doubt, Each, Target, Targets
from .words import clean, flat, one_line

_AT_LEAST = r"(?:it nhat(?: la)?|toi thieu(?: la)?|>=|≥|=>|>|tren|hon|khong duoi|khong it hon|dat tu|tu)"
_AT_MOST = r"(?:khong qua|toi da(?: la)?|nhieu nhat|<=|≤|=<|<|duoi|it hon|khong vuot qua|khong hon)"
_ABOUT = r"(?:khoang|du kien|uoc|xap xi)"
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,000)|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)?(?:\.\d+)?"
_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "muoi lam": 15, "hai muoi": 20,
}  # fmt: skip
_EXACT = {
    "mot": "một", "hai": "hai", "ba": "ba", "bon": "bốn", "nam": "năm", "sau": "sáu", "bay": "bảy", "tam": "tám",
    "chin": "chín", "muoi": "mười", "muoi mot": "mười một", "muoi hai": "mười hai", "muoi lam": "mười lăm",
    "hai muoi": "hai mươi",
}  # fmt: skip
_WORD_NUMBER = "|".join(sorted(_WORDS, key=lambda word: -len(word)))
_SCALE = {"nghin": 1000, "ngan": 1000, "trieu": 1_000_000}
_PERIODS = {"thang": "month", "quy": "quarter", "tuan": "week", "nam": "year"}
_UNITS_OF_PLACE = (
    r"(?:don vi|dv|co quan|so(?:,? (?:ban,? )?nganh)?|dia phuong|huyen(?:, thi xa, thanh pho)?|xa(?:, phuong(?:, thi tran)?)?|"
    r"phuong|thi tran|truong|bo phan mot cua|quan|dau moi|moi don vi)"
)
# What is counted in such plans; needed where the words are a sentence and not a column of figures.
_MEASURES = (
    "tin bai|tin|bai viet|bai|phong su|chuyen muc|chuyen de|chuyen trang|video clip|videoclip|video|clip|to roi|to gap|"
    "pano|pa no|ap phich|bang ron|khau hieu|phuong|hoi nghi|hoi thao|toa dam|doi thoai|lop|khoa|cuoc thi|hoi thi|cuoc|"
    "buoi|dot|ky|so|luot|lan|chuong trinh|infographic|ban tin|tai lieu|bo tai lieu|cuon|quyen|an pham|ban|bao cao|"
    "ke hoach|van ban|mo hinh|sang kien|giai phap|anh|tranh|pho bien|tap huan|bo cau hoi|cau hoi|tieu pham|vo dien|kich ban|"
    "audio|podcast|phong van|trailer|ban do hoa|thong diep|ma qr|diem|nguoi|hop|chien dich|phien|cong van|so tay|bo phan mot cua|bo phan|don vi|cam nang|dia|thong cao|bang xep hang|bang|bien|man hinh|loa|cum loa|phim|bo phim|su kien|giai"
)
_MEASURE = re.compile(rf"(?:{_MEASURES})(?![a-z])")
# The noun ends before one of these; compared with their diacritics wherever the text has any.
_STOP = (
    "về|trên|được|của|cho|tại|trong|với|để|nhằm|bằng|tham gia|tham dự|thực hiện|niêm yết|mỗi|ở|đến|từ|theo|phát sóng|phát lại|phát trên|"
    "đăng(?= tải| trên| báo| trang| cổng| website)|tuyên truyền|gồm|và|hoặc|có|là|do|dài|thời lượng|đạt|tới|ít nhất|tối thiểu|tối đa|không quá|hoàn thành|ban hành|sử dụng|"
    "bao gồm|giới thiệu|phản ánh|nói về|như|qua|giải quyết|tiếp nhận|nộp|triển khai|biết|hằng|hàng tháng|hàng tuần|hàng quý|hàng năm|"
    "trung bình|thường xuyên|sản xuất|đảm bảo|bảo đảm|trả lời|hài lòng|quán triệt|vào|cung cấp|x|trở lên|ứng dụng|bố trí|cập nhật|"
    "trước|sau|khi|phục vụ|ứng với|định kỳ|xây dựng|gửi|phấn đấu|song ngữ|tháng|quý|tuần|nắm|dưới|đã|sẽ|phải|cấp phát|mức|mức độ|treo|lắp đặt|phát hành|phát thanh trên|chia sẻ|năm|phổ biến|nâng cao|hướng dẫn|cải cách hành chính|cchc"
)
_STOPS = re.compile(rf"(?<!\w)(?:{_STOP})(?!\w)")
_PLAIN_STOPS = re.compile(rf"(?<![a-z])(?:{flat(_STOP)})(?![a-z])")
# Words before a number that make it a name, a date or a rank instead of a quantity.
_NO_QUANTITY = re.compile(
    r"(?:muc do|muc|cap do|cap|thang|quy|ngay|nam|so|dieu|khoan|giai doan|lan thu|thu|khoa|phuong|quyet dinh|tuan thu|de an|"
    r"nghi quyet|nghi dinh|chi thi|luat|phan|chuong|phu luc|hang|loai|bac|nhom|top|iso|tcvn|dien thoai|dt|covid|du an|"
    r"phien ban|tieu chi|hinh|covid|bieu|mau|ap|xa|khom|quan|den|toan)\s*(?:so\s*)?(?:\d+\s*(?:,|va|-|/)\s*)*$"
)
# "Tối thiểu mỗi tháng 02 tin": the floor stands before the period
_FLOOR_AHEAD = re.compile(
    rf"(?:it nhat|toi thieu)\s+(?:la\s+)?(?:moi|hang|tung)\s+(?:thang|quy|tuan|nam|{_UNITS_OF_PLACE})\s*:?\s*(?:co\s*)?$"
)
# "Phóng sự (04), bài viết (08)"
_COUNTED_IN_BRACKETS = re.compile(
    rf"(?<![\w.,])((?:{_MEASURES})(?: [a-z]+){{0,3}})\s*\((\d{{1,3}}(?:\.\d{{3}})*)\)"
)
_TIME_UNITS = re.compile(
    r"\s*(?:thang|quy|nam|ngay(?! hoi| phap luat)|gio|phut|giay|tuan|h|dong|tieng)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    low: Decimal
    is_range: bool
    comparison: str
    is_percent: bool
    about: bool
    worded: bool


@lru_cache(maxsize=4096)
def read_targets(text: str, *, strict: bool = False) -> Targets:
    """Return the measurable targets some words promise, in their order.

    Bare numbers are exact ("="); "ít nhất", "≥", "trở lên" and ranges are ">=" (a range with a doubt, its lower
    end), "không quá", "≤" are "<=". "100%" stays 100 with the sign in the unit. Dates, years, decree numbers,
    levels, telephone numbers and list labels are no targets. `strict` accepts only nouns that are counted
    in such plans, for sentences. Never raises.
    """
    text = clean(text)
    found: list[Target] = []
    doubts: list[Doubt] = []
    for line in _clauses(text):
        _read_clause(line, found, doubts, strict=strict)
    return Targets(tuple(dict.fromkeys(found)), tuple(doubts))


def _clauses(text: str) -> list[str]:
    lines = [
        re.sub(r"^\s*(?:[-+*•–—▪]|\(?\d{1,2}\)|\d{1,2}\.(?!\d)|[a-zđ]\))\s*", "", line)
        for line in _numbers_first(text).split("\n")
    ]
    return [
        part.strip()
        for line in lines
        for part in re.split(r";|(?<=[a-zà-ỹ)%])\.(?:\s|$)", line)
        if part.strip()
    ]


def _numbers_first(text: str) -> str:
    """ "Phóng sự (04)" as "04 Phóng sự"; a number right before the noun makes the bracket a repetition."""
    for match in reversed(list(_COUNTED_IN_BRACKETS.finditer(flat(text)))):
        if not re.search(r"\d\s*$", text[: match.start()]):
            noun, number = text[match.start(1) : match.end(1)], match.group(2)
            text = f"{text[: match.start()]}{number} {noun}{text[match.end() :]}"
    return text


def _read_clause(clause: str, found: list[Target], doubts: list[Doubt], *, strict: bool) -> None:
    folded = flat(clause)
    frame = _frame(folded)
    first = len(found)
    mentions = _mentions(clause, folded)
    for n, mention in enumerate(mentions):
        limit = mentions[n + 1].start if n + 1 < len(mentions) else len(clause)
        unit, after = _unit(clause, folded, mention, limit)
        if not _is_quantity(clause, folded, mention, unit, strict=strict):
            continue
        if _is_each(
            folded,
            mention,
            unit,
            found[first:] or (found[-1:] if folded.startswith(("moi ", "tung ")) else []),
        ):
            target = found[-1]
            found[-1] = replace(target, each=Each(mention.comparison, mention.low, unit))
            continue
        per, per_unit, rest = _per(folded, after, limit, mention.start)
        ahead = re.search(r"(?:moi|hang|tung)\s+(thang|quy|tuan|nam)\s*:?\s*$", folded[: mention.start])
        per = per or (_PERIODS[ahead.group(1)] if ahead else "")
        comparison = mention.comparison
        if comparison == "=" and _FLOOR_AHEAD.search(folded[: mention.start]):
            comparison = ">="
        if re.match(r"\s*(?:\S+\s+){0,6}?(?:tro len|tro di)", folded[rest:limit]) or re.search(
            r"tro len", folded[mention.end : limit]
        ):
            comparison = ">="
        found.append(Target(comparison, mention.low, unit, per or frame[0] or "once", per_unit or frame[1]))
        words = clause[mention.start : max(after, mention.end)].strip()
        if mention.is_range:
            doubts.append(Doubt("targets", words, "range"))
        elif re.match(r"\s*/\s*ngay", folded[after:]):
            doubts.append(Doubt("targets", words, "per_day"))
        elif mention.about:
            doubts.append(Doubt("targets", words, "about"))
        if not unit.strip("% "):
            doubts.append(Doubt("targets", words, "no_unit_of_measure"))


def _frame(folded: str) -> tuple[str, bool]:
    """What stands before the first number and holds for the whole clause ("Mỗi đơn vị ít nhất 02 tin/tháng")."""
    per, per_unit = "", False
    head = re.match(r"\D*", folded)
    before = head.group() if head else ""
    # "hàng tháng, ít nhất 10 kỳ" says when and how many, not how many each month
    match = re.search(
        r"(?:(?:moi|tung|1|mot)\s+(thang|quy|tuan|nam)(?![a-z])|(?:hang|dinh ky)\s+(?:hang )?(thang|quy|tuan|nam)(?![a-z])(?!\s*,))",
        folded,
    )
    if match and (match.start() <= len(before) + 2):
        per = _PERIODS[match.group(1) or match.group(2)]
    if re.search(rf"(?:moi|tung|tai cac|tai moi)\s+{_UNITS_OF_PLACE}(?![a-z])", before):
        per_unit = True
    return per, per_unit


def _mentions(clause: str, folded: str) -> list[_Mention]:
    found: list[_Mention] = []
    pattern = re.compile(
        rf"(?P<low>(?:{_AT_LEAST}\s*:?\s*)+)?(?P<most>{_AT_MOST}\s*:?\s*)?(?P<about>{_ABOUT}\s*)?"
        rf"(?<![\w.,/])(?:(?P<digits>{_NUMBER})(?![\w])|(?P<word>(?<![a-z])(?:{_WORD_NUMBER}))(?![a-z]))"
        rf"(?:\s*\((?P<again>[\d.]+|[a-z ]+)\))?(?:\s*(?:-|den|~)\s*(?P<high>{_NUMBER})(?![\w]))?"
        r"\s*(?P<scale>nghin|ngan|trieu)?\s*(?P<percent>%|phan tram)?(?P<plus>\+)?"
    )
    for match in pattern.finditer(folded):
        mention = _mention(clause, match)
        counted = mention is not None and (
            not mention.worded or _MEASURE.match(folded[mention.end :].lstrip())
        )
        if mention is not None and counted:
            found.append(mention)
    return found


def _mention(clause: str, match: re.Match[str]) -> _Mention | None:
    if match.group("digits"):
        low = _number(match.group("digits"))
        where = match.start("digits")
    else:
        word = match.group("word")
        where = match.start("word")
        original = " ".join(clause[where : match.end("word")].lower().split())
        typed_plain = flat(clause) == clause.lower().replace("đ", "d")
        if original != _EXACT.get(word) and not typed_plain:
            return None
        low = Decimal(_WORDS[word])
    low *= _SCALE.get(match.group("scale") or "", 1)
    comparison = ">=" if match.group("low") or match.group("high") or match.group("plus") else "="
    if match.group("low") and re.fullmatch(r"tu\s*", match.group("low")) and not match.group("high"):
        # "từ 10 tin" alone opens a range or a floor; "từ 15/9" was excluded as a date
        comparison = ">="
    if match.group("most"):
        comparison = "<="
    return _Mention(
        match.start(),
        match.end(),
        low,
        bool(match.group("high")),
        comparison,
        bool(match.group("percent")),
        bool(match.group("about")),
        not match.group("digits"),
    )


def _number(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+", text):
        # "5 000" and "5,000" group thousands in other fashions
        return Decimal(re.sub(r"\D", "", text))
    return Decimal(text.replace(",", "."))


def _unit(clause: str, folded: str, mention: _Mention, limit: int) -> tuple[str, int]:
    """The noun after a number, short, and where the text goes on."""
    at = mention.end
    body, typed = folded[at:limit], clause[at:limit].lower()
    stops = _PLAIN_STOPS if typed.replace("đ", "d") == body else _STOPS
    start = len(body) - len(body.lstrip())
    skipped = (
        r"\s*(?:(?:tro len|tong so|so luong|so|cac|toan bo|tat ca|so cac)\s+)+"
        if mention.is_percent
        else r"\s*(?:cac|so luong)\s+"
    )
    skip = re.match(skipped, body)
    if skip and not body[skip.end() :].startswith(("tay", "bao")):
        start = skip.end()
    end = start
    for word in re.finditer(r"[^\s,;:/()\"\[\]×≥≤<>=.“”+]+", body[start:]):
        place = start + word.start()
        if body[end:place].strip() or (place > end and place - end > 1 and end > start):
            break
        if place != end and end == start:
            break
        stopped = stops.match(typed if stops is _STOPS else body, place)
        if re.match(r"[-–\d]", word.group()) or (
            stopped and not (end == start and _MEASURE.match(body, place))
        ):
            break
        end = start + word.end()
        if len(body[start:end].split()) >= 6:
            break
    end = _with_list(body, start, end, percent=mention.is_percent)
    noun = one_line(clause[at + start : at + end]).strip(" -–")
    if not noun and (named := re.match(r"^\W*((?:[^\W\d]+,?\s?){1,6}):\s*$", clause[: mention.start])):
        # "Phóng sự: 04"
        noun = one_line(named.group(1))
        noun = "" if flat(noun).startswith(("so luong", "chi tieu", "san pham", "ket qua")) else noun
    if (
        not noun
        and mention.is_percent
        and (rate := re.search(r"ty le ((?:[^\W\d]+ ?){1,6}?)(?:dat|la|:|,|$)", folded[: mention.start]))
    ):
        noun = one_line(clause[rate.start(1) : rate.end(1)])
    unit = f"% {noun}".strip() if mention.is_percent else noun
    return unit, at + end


def _with_list(body: str, start: int, end: int, *, percent: bool) -> int:
    """ "10 tin, bài/tháng" and "100% cán bộ, công chức" count one thing with several nouns."""
    noun = body[start:end]
    if percent:
        more = re.match(
            r"(?:\s*(?:,|va)\s*(?:cong chuc|vien chuc|nguoi lao dong|dang vien|don vi|dia phuong|to chuc|doanh nghiep|ca nhan|xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho|so|ban|nganh))+",
            body[end:],
        )
        return end + more.end() if more else end
    if noun.strip() in ("bo phan", "bo phan tiep nhan"):
        more = re.match(r"\s*mot cua", body[end:])
        return end + more.end() if more else end
    if _MEASURE.fullmatch(noun.strip()) is None:
        return end
    more = re.match(rf"(?:\s*(?:,|va|hoac|-)\s*(?:{_MEASURES})(?![a-z]))+", body[end:])
    if more is None:
        return end
    after = body[end + more.end() :]
    return (
        end + more.end()
        if re.match(r"\s*(?:$|/|[.,;()]|moi|hang|tren|ve|tuyen truyen|tro len)", after)
        else end
    )


def _is_quantity(clause: str, folded: str, mention: _Mention, unit: str, *, strict: bool) -> bool:
    digits = folded[mention.start : mention.end]
    before, after = folded[: mention.start], folded[mention.end :]
    if _is_name_or_date(before, digits, after, mention):
        return False
    noun = flat(unit).removeprefix("%").strip()
    if mention.worded or strict:
        known = bool(_MEASURE.match(noun)) or (mention.is_percent and bool(noun))
        if not known or noun.startswith(("so ", "cua")) or (mention.worded and noun in ("so", "phuong")):
            return False
    if (
        mention.worded
        and re.search(r"(?:trong|hang|ca|moi|dau|cuoi|cac|cua|la|co)\s*$", before)
        and "nam" in digits
    ):
        return False
    if not noun and not mention.is_percent:
        return re.fullmatch(r"\D*", before) is not None and not after.strip(" .")
    return True


def _is_name_or_date(before: str, digits: str, after: str, mention: _Mention) -> bool:
    bare = re.sub(r"\D", "", digits)
    if (
        re.match(r"\s*/\s*\d", after)
        or re.search(r"\d\s*[/.]\s*$", before)
        or re.match(r"/[a-z]{1,6}-", after)
    ):
        return True
    if mention.is_percent:
        return False
    if re.search(r"[a-z]-$", before):
        return True
    if re.search(rf"(?:moi|tung)\s+(?:{_UNITS_OF_PLACE}|(?:{_MEASURES})(?: [a-z]+){{0,2}})\s*:?\s*$", before):
        return bool(_TIME_UNITS.match(after))
    if (
        _NO_QUANTITY.search(before)
        and not re.search(r"(?:so luong|den)\s*$", before)
        and not re.search(r"^(?:>|<|≥|≤|it|toi|khong|tren|hon|tu)", digits)
    ):
        return not re.search(r"(?:^|[^a-z])(?:moi|hang|1|mot) (?:thang|quy|tuan|nam)\s*$", before)
    if (
        re.search(r"so(?: hieu| van ban)?\s*:?\s*$", before)
        and not re.search(r"(?:an|chuyen) so", before)
        and re.match(r"\s*/", after)
    ):
        return True
    if (
        "." not in digits
        and len(bare) == 4
        and 1990 <= int(bare) <= 2100
        and not _MEASURE.match(after.strip())
    ):
        return True
    if len(bare) >= 9 and "." not in digits:
        return True
    return (bool(_TIME_UNITS.match(after)) and not mention.worded) or bool(
        mention.worded and re.match(r"\s*cua\b", after)
    )


def _is_each(folded: str, mention: _Mention, unit: str, earlier: list[Target]) -> bool:
    """Whether this number says what each piece of the target before it must reach."""
    if not earlier or earlier[-1].each is not None:
        return False
    before = folded[: mention.start]
    if re.search(r"(?<!\d)\s*(?:[×*]|(?<![a-z])x|(?<![a-z])(?:nhan|gom|co))\s*$", before) and not re.search(
        r"\d\s*[×x*]?\s*$", before
    ):
        return True
    noun = flat(earlier[-1].unit).split()
    if not noun:
        return False
    own = rf"(?:{re.escape(noun[0])}|{re.escape(' '.join(noun))})"
    if re.search(
        rf"(?:moi|tung|tren moi)\s+{own}(?:\s+(?:phai |duoc |phat song |phat |dang |co |dat |chieu |toi thieu)*)?\s*:?\s*(?:[a-z ]{{0,25}})$",
        before,
    ):
        return True
    return bool(
        re.match(rf"\s*{re.escape(flat(unit))}\s*/\s*(?:1 |01 )?{own}(?![a-z])", folded[mention.end :])
    )


def _per(folded: str, after: int, limit: int, start: int) -> tuple[str, bool, int]:
    """What follows a quantity: "/tháng", "mỗi quý", "/đơn vị"; and where the text goes on."""
    per, per_unit, at = "", False, after
    if re.match(r"\s*(?:trong|ca) (?:ca )?nam(?![a-z])", folded[after:]):
        return "once", False, after
    tail = folded[:]
    pattern = re.compile(
        rf"\s*(?:/|,?\s*moi|,?\s*tung|,?\s*hang|\b1|trong 1|trong mot|,?\s*cho moi|tren|tai moi|o moi)\s*(?:1 |01 |mot )?"
        rf"(?:(?P<period>thang|quy|tuan|nam)(?![a-z])|(?P<unit>{_UNITS_OF_PLACE})(?![a-z]))"
    )
    bounded = tail[: max(limit, after)]
    while match := pattern.match(bounded, at):
        if match.group("period"):
            per = _PERIODS[match.group("period")]
        elif not re.match(r"\s*tren", match.group()):
            per_unit = True
        else:
            break
        at = match.end()
    if not per:
        later = re.match(
            r"[^,;.]{0,80}?(?:moi|hang|tung|/)\s*(?:1 )?(thang|quy|tuan|nam)(?![a-z]| \d)", bounded[at:]
        )
        if later and not re.search(r"\d", later.group()):
            per = _PERIODS[later.group(1)]
    if not per_unit and re.match(rf"[^,;.]{{0,60}}?(?:/|\bmoi )\s*{_UNITS_OF_PLACE}(?![a-z])", bounded[at:]):
        per_unit = True
    return per, per_unit, at
