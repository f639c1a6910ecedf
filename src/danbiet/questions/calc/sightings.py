"""Patterns of what names a person in Vietnamese text. They read folded text (`Folded`): "số nhà" is "so nha"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from danbiet.kit.text import fold, nfc

from .folded import Folded


@dataclass(frozen=True, slots=True)
class Sight:
    """Folded letters `start` to before `end` are a `kind`."""

    start: int
    end: int
    kind: str


TITLES = r"(?:ong|ba|anh|chi|em|co|chu|bac|cau|di|con|chau|vo|chong|toi|minh|ten|be)"
# Words an address part begins with that names an area, not a house.
AREA = {"ap", "khom", "khu", "to", "xa", "phuong", "huyen", "tinh", "quan", "tp", "tx", "tt", "thi tran", "thi xa", "thanh pho", "soc trang", "viet nam"}  # fmt: skip
_FAMILIES = """
nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý lí đinh mai trương cao tạ hà thái tô từ la liêu diệp lưu
trịnh đào đoàn vương lâm quách lương tăng triệu châu kim sơn thạch danh âu kiên tiền lữ lư ông mạc nghiêm ninh phùng quan thân
thị tống uông viên ôn kha khưu ngụy tất lai chung chu bạch cù đàm giang hứa khương nông tôn
"""
FAMILIES = frozenset(_FAMILIES.split())
SURNAMES = frozenset(fold(one) for one in FAMILIES)
_TITLES_AS_SPELLED = frozenset(
    [
        "ông",
        "bà",
        "ba",
        "anh",
        "chị",
        "em",
        "cô",
        "chú",
        "bác",
        "cậu",
        "dì",
        "con",
        "cháu",
        "vợ",
        "chồng",
        "tôi",
        "mình",
        "tên",
        "bé",
    ]
)
_NO_SYLLABLES = """
o sinh hien dang ngu cu muon xin la va so thuong quan tai nam co dien sdt cmnd cccd toi em khong da thi nay nha hoi gui cho
cua lam bi duoc noi kinh
"""
_STOPS = frozenset(_NO_SYLLABLES.split())
_NOT_MONEY = r"(?![.,]?\d)(?!\s*(?:dong|d\b|vnd|trieu|ty\b|ti\b|nghin|ngan|k\b|m2|m3|ha\b|usd|kg|tan\b))"
_SEP = r"[ .\-_]{0,3}"
_DATE = r"(?!\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?![.-]?\d))"
_DIGIT_WORD = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|\d)"
_PLATE_PLACE = r"(?:1[1-9]|[2-9]\d)"

PHONE = (
    # 0912 345 678, 0912.345.678, (+84) 912-345-678, o9…; numbers of places 0299 3…; the old ones of eleven digits
    rf"(?<![\d/])(?<!\d[.,]){_DATE}(?:\(?\+?\(?\+?(?:00)?84\)?{_SEP}(?:\(?0\)?)?|\(?0|(?<![a-z])o){_SEP}(?:[35789]|2\d{{2}}\)?|1[2689])"
    rf"(?:{_SEP}[)]?{_SEP}[\do]){{7,9}}{_NOT_MONEY}(?![/]\d)",
    rf"\b(?:sdt|so dt|dt|dtdd|dien thoai|so may|zalo|viber|tel|phone|hotline|alo|so lien he|lien he(?: qua)?(?: so)?)\b\D{{0,25}}?"
    rf"(?P<it>\+?\d(?:{_SEP}\d){{7,11}}){_NOT_MONEY}",
    rf"\b(?:khong|0)(?:[\s,.\-]+{_DIGIT_WORD}){{8,10}}\b",
)
IDENTITY = (
    rf"\b(?:cmnd|cmt|cmtnd|cccd|chung minh(?: thu)?(?: nhan dan)?|can cuoc(?: cong dan)?|so dinh danh(?: ca nhan)?|ma dinh danh|bhxh|bhyt"
    rf"|bao hiem(?: xa hoi| y te)?|ma so thue|mst|ho chieu|gplx|giay phep lai xe|so ho khau)\b[^\d\n]{{0,30}}?"
    rf"(?P<it>[a-z]{{0,2}}\d(?:{_SEP}\d){{6,14}}){_NOT_MONEY}(?!/)",
    rf"(?<![\d/.,\-])0\d{{2}}[ .\-]?\d{{3}}[ .\-]?\d{{3}}[ .\-]?\d{{3}}{_NOT_MONEY}(?![/\-]\w)",
    rf"(?<![\w/.,\-])\d{{9,16}}{_NOT_MONEY}(?![/\-]?\w)",
    r"\b[a-z]{2}[ ]?\d[ ]?\d{2}[ ]?\d{2}[ ]?\d{3}[ ]?\d{5}\b",  # insurance card
    r"\b(?P<it>[bcnp]\d{7})\b",  # passport
    r"\b(?P<large>[a-z])[a-z] ?\d{6}\b(?![/\-]\w)",  # land certificate
)
ACCOUNT = (
    rf"\b(?:stk|so tai khoan|so tk|tai khoan(?: so)?|tk|the atm|so the|agribank|vietcombank|vietinbank|bidv|sacombank|mbbank|techcombank"
    rf"|ngan hang|kienlongbank|hdbank|acb)\b[^\d\n]{{0,40}}?(?P<it>\d(?:{_SEP}\d){{5,18}}){_NOT_MONEY}(?!/)",
)
EMAIL = (
    r"[a-z0-9][\w.+-]{0,63}\s?(?:@|[(\[]\s?(?:at|a|a cong)\s?[)\]]|\sat\s|\sa cong\s)\s?[a-z0-9-]+(?:\s?(?:\.|\scham\s)\s?[a-z0-9-]{2,}){1,3}",
    r"\b(?:https?://)?(?:www\.|m\.)?(?:facebook\.com|fb\.com|fb\.me|zalo\.me)/[\w./?=&-]+",
)
PLATE = (
    rf"(?<![\w/.,\-])(?P<large>{_PLATE_PLACE}) ?[-.]? ?(?:[a-z]{{1,2}}\d?|\d?[a-z]{{1,2}}) ?[-. ]? ?(?:\d{{3}}[. ]?\d{{2}}|\d{{4}}){_NOT_MONEY}(?![/\-.]?\w)",
)
ADDRESS = (
    r"\b(?:so nha|nha so|so)[ :]{1,2}\d{1,4}[a-z]?(?:[/\-]\d{1,4}[a-z]?){0,4},? (?:duong|hem|ngo|kiet|hem so) (?:so )?[\w/]+(?: (?P<grow>))?",
    r"\b(?:so nha|nha so|dia chi(?: nha)?(?: so)?|dc)[ :]{1,2}(?:so )?\d{1,4}[a-z]?(?:[/\-]\d{1,4}[a-z]?){0,4}(?:,? (?P<grow>))?",
    r"(?<![\w/.])\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?){0,4},? duong (?:so )?[\w/]+(?: (?P<grow>))?",
    r"\bhem (?:so )?\d{1,4}[a-z]?(?:/\d{1,4}){0,3}\b(?:,? duong [\w/]+(?: (?P<grow>))?)?",
    r"\bso \d{1,4}[a-z]?(?:/\d{1,4}[a-z]?){0,3},? (?P<surname>[a-z]+) (?P<grow>)",
    r"\bthua(?: dat)?(?: so)? \d{1,5}(?:,? (?:thuoc )?(?:to )?ban do(?: so)? \d{1,4})?\b",
)
_NAMES = (
    rf"\b(?:{TITLES} (?:{TITLES} )?ten(?: la)?|ten (?:cua )?(?:{TITLES} )?(?:la|day du)|ho (?:va )?ten(?: toi)?(?: la)?|nguoi (?:gui|hoi|viet|lam don)"
    r"|ky ten|kinh (?:thu|don|bao))[ :,.]{0,3}\s{0,2}(?P<it>)",
    rf"\b(?P<title>{TITLES})(?: (?:ten|la|toi|em|ruot)){{0,2}}[ :](?P<it>)",
    r"(?:^|\n)[ \-]*(?P<it>)",
)
_WORD = re.compile(r"[a-z]+\.?")
_NOT_NAMES = frozenset({"ho chi minh", "le loi", "tran hung dao", "son la", "cao bang", "ha noi", "ha tinh", "ha giang", "ha nam", "lam dong", "chau thanh", "mai chau", "thai binh"})  # fmt: skip


def sights(folded: Folded) -> Iterator[Sight]:
    """Everything that looks like it, in no order; what is surer comes first among equals."""
    for kind, patterns in _KINDS:
        for pattern in patterns:
            for match in pattern.finditer(folded.text):
                if _CHECKS.get(kind, _always)(folded, match):
                    start, end = match.span("it") if match.groupdict().get("it") else match.span()
                    yield Sight(start, _grown(folded, match, end), kind)
    for number, pattern in enumerate(map(re.compile, _NAMES)):
        for match in pattern.finditer(folded.text):
            if number == 1 and not _is_spelled(folded, *match.span("title"), _TITLES_AS_SPELLED):
                continue  # "ảnh" is not "anh"
            end = _name_end(folded, match.start("it"), is_sure=number == 0, is_alone=number == 2)
            if end:
                yield Sight(match.start("it"), end, "name")


def _always(folded: Folded, match: re.Match[str]) -> bool:
    large = match.groupdict().get("large")
    return not large or not large.isalpha() or folded.is_capital(match.start("large"))


def _plate(folded: Folded, match: re.Match[str]) -> bool:
    """Letters written large, or all in one piece ("83f1-12345"): "30 m2 1500" and "17h 1530" are none."""
    letters = [place for place in range(*match.span()) if folded.text[place].isalpha()]
    if all(folded.is_capital(place) for place in letters):
        return True
    return " " not in match.group() and not re.search(r"\d(?:h|m|m2|k|kg|ha|km|cm|g)[-.]?\d", match.group())


def _address(folded: Folded, match: re.Match[str]) -> bool:
    surname = match.groupdict().get("surname")
    if surname is None:
        return True
    is_family = surname in SURNAMES and _is_spelled(folded, *match.span("surname"), FAMILIES)
    return is_family and folded.is_capital(match.start("surname"))


def _is_spelled(folded: Folded, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether the word is one of these as it is spelled, or was typed without any mark."""
    first, last = folded.span(start, end)
    word = nfc(folded.source[first:last]).lower()
    return word in known or word.isascii()


def _grown(folded: Folded, match: re.Match[str], end: int) -> int:
    """An address goes on through the words of a street's name written large: "số 12 đường Lê Lợi"."""
    if match.groupdict().get("grow") is None:
        return len(folded.text[:end].rstrip(" ,")) if end == match.end() else end
    place = match.end("grow")
    is_small, count = not folded.is_capital(folded.text.rfind(" ", 0, place - 1) + 1), 0
    while (word := _WORD.match(folded.text, place)) and word.group() not in AREA and count < 4:
        if not folded.is_capital(place) and (word.group() in _STOPS or not is_small or count > 1):
            break
        end, count = word.end(), count + 1
        place = end + (folded.text[end : end + 1] == " ")
        if place == end:
            break
    return len(folded.text[:end].rstrip(" ,"))


def _name_end(folded: Folded, start: int, *, is_sure: bool, is_alone: bool) -> int:
    """Where the name that may begin here ends; 0: there is none. Two to six syllables, all large or all small."""
    words: list[re.Match[str]] = []
    place = start
    is_large = start < len(folded.text) and folded.text[start].isalpha() and folded.is_capital(start)
    while len(words) < (6 if is_large else 4) and (word := _WORD.match(folded.text, place)):
        if folded.is_capital(word.start()) != is_large or (not is_large and word.group() in _STOPS):
            break
        words.append(word)
        place = word.end() + 1
        if folded.text[word.end() : place] != " ":
            break
    if not words:
        return 0
    name = " ".join(word.group() for word in words)
    is_family = (
        words[0].group() in SURNAMES and len(words) > 1 and _is_spelled(folded, *words[0].span(), FAMILIES)
    )
    if not is_large and not is_sure:  # "con cao lắm": small letters need more than a family's name
        is_family = is_family and (
            words[0].group() in {"nguyen", "huynh"} or words[1].group() in {"van", "thi"}
        )
    ends_line = folded.text[words[-1].end() :].lstrip(" .,")[:1] in ("", "\n")
    if is_alone:
        is_name = is_large and is_family and ends_line
    else:
        is_name = is_family if not is_large or not is_sure else True
    is_name = is_name and not any(name.startswith(one) for one in _NOT_NAMES)
    return words[-1].end() - words[-1].group().endswith(".") if is_name else 0


_CHECKS: dict[str, Callable[[Folded, re.Match[str]], bool]] = {"plate": _plate, "address": _address}
_KINDS = tuple(
    (kind, tuple(map(re.compile, patterns)))
    for kind, patterns in [
        ("email", EMAIL), ("account", ACCOUNT), ("phone", PHONE), ("identity", IDENTITY), ("plate", PLATE), ("address", ADDRESS),
    ]
)  # fmt: skip
