"""The head and foot of an official document: number, date, title, signer, recipients."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .catalogue import UnitCatalogue
from .columns import label_at
from .words import first_lower, flat, is_caps, one_line

KINDS = (
    "head", "number", "place_date", "title", "legal_bases", "purpose", "requirements", "audience", "content",
    "budget", "organisation", "reporting", "recipients", "signer", "appendix", "table_head", "group", "notes",
    "furniture", "text", "other",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?:^|[^a-z])so\s*:?\s*(?:([\d.…\s]*?(?:/\s*20\d\d)?)\s*/\s*([a-z][a-z0-9&]*(?:\s*[-.]\s*[a-z0-9&]+)+)"
    r"|(\d+\s*-\s*[a-z]{1,4}\s*/\s*[a-z]+))"
)
_DATE = re.compile(r"ngay\s*([\d.…_ ]*?)\s*thang\s*([\d.…_ ]*?)\s*nam\s*(\d{4})")
_SHORT_DATE = re.compile(r"ngay\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_KIND_LINE = re.compile(r"^(?:du thao\s+)?(ke hoach|chuong trinh)(?![a-z])")
_END_OF_TITLE = re.compile(
    r"^(?:phu luc|can cu|thuc hien|trien khai|nham|de |theo|xet|uy ban|ubnd|so |phan |i\s*[.:/)]|1\s*[.:)]|a\s*[.)]|[-_*=]{3,}|\(|kem theo|ban hanh kem|"
    r"stt|dieu \d|kinh gui|quyet dinh|chuong i|muc i)"
)


@dataclass
class Head:
    """What the head of the file says; `places` are the lines it was read from, by kind."""

    number: str | None = None
    issued_on: date | None = None
    title: str = ""
    year: int | None = None
    issuer_text: str = ""
    kinds: dict[int, str] = field(default_factory=dict)
    signer: dict[str, str] = field(default_factory=dict)


def read_head(lines: list[str], units: UnitCatalogue) -> Head:
    """Read the head from the first lines of the file (those before its first chapter or table)."""
    head = Head()
    _number_and_date(lines, head)
    _title(lines, head, units)
    _attached(lines, head)
    _issuer(lines, head)
    match = re.findall(r"(?<!\d)(20\d\d)(?!\d)(?!\s*[-–]\s*20)(?<!-20\d\d)", head.title)
    head.year = int(match[-1]) if match else None
    return head


def _number_and_date(lines: list[str], head: Head) -> None:
    seen_number = seen_date = False
    pieces = [(place, piece) for place, line in enumerate(lines) for piece in line.split("\n")]
    for place, line in pieces:
        folded = flat(line)
        if re.match(r"\s*[-+]?\s*(?:can cu|thuc hien|theo|\(?\s*(?:kem|ban hanh))", folded):
            continue
        found = None if seen_number else _NUMBER.search(folded)
        if found and (found.start() <= 2 or len(folded) < 90):
            seen_number = True
            head.kinds[place] = "number"
            head.number = _number(line, found)
        dated = None if seen_date else (_DATE.search(folded) or _SHORT_DATE.search(folded))
        if dated and (dated.start() < 60 or found) and len(folded) < 120:
            seen_date = True
            head.kinds.setdefault(place, "place_date")
            head.issued_on = _date(dated.groups())


def _number(line: str, found: re.Match[str]) -> str | None:
    """ "19/KH-UBND", "19/2021/KH-UBND" or, of a Party body, "12-KH/TU"; None when the figure is still open."""
    if found.group(3):
        return re.sub(r"\s", "", line[found.start(3) : found.end(3)])
    digits = re.sub(r"[^\d/]", "", found.group(1))
    symbol = re.sub(r"\s", "", line[found.start(2) : found.end(2)])
    return f"{digits}/{symbol}" if digits else None


def _date(parts: tuple[str, ...]) -> date | None:
    digits = [re.sub(r"\D", "", part) for part in parts]
    try:
        return date(int(digits[2]), int(digits[1]), int(digits[0]))
    except ValueError:
        return None


def _title(lines: list[str], head: Head, units: UnitCatalogue) -> None:
    start = _title_line(lines)
    if start is None:
        return
    parts: list[str] = []
    for place in range(start, min(len(lines), start + 8)):
        line = lines[place]
        folded = flat(line).strip()
        # right under a bare "KẾ HOẠCH" stands its subject, whatever it begins with
        subject = (
            parts
            and len(parts[0].split()) <= 2
            and len(parts) == 1
            and re.match(r"(?:thuc hien|trien khai|de) ", folded)
        )
        if (
            place > start
            and not subject
            and (not folded or _END_OF_TITLE.match(folded) or _DATE.search(folded))
        ):
            if not folded or re.match(r"^[-_*=]{3,}$", folded):
                if len(parts) > 1 or len(one_line(" ".join(parts)).split()) > 4:
                    break
                continue
            break
        if place > start and folded.endswith((".", ";", ":")) and len(parts) > 1 and len(folded.split()) > 20:
            break
        if parts and _title_is_over(parts, folded):
            break
        parts.append(line)
        head.kinds[place] = "title"
    head.title = title_case(parts, units)


def _title_is_over(parts: list[str], folded: str) -> bool:
    """A title that has named its year ends, unless the next line says where; labelled or numbered lines end it too."""
    if label_at(folded) is not None or re.match(r"(?:\d{1,2}|[a-z])\s*[.)]\s|[-+*•]\s", folded):
        return True
    named = re.search(r"nam 20\d\d\s*$", flat(parts[-1]).strip(" ."))
    return bool(named) and not re.match(
        r"(?:tren|cua|tai|giai doan|va|thuc hien|trong|o|den nam|doi voi)\s", folded
    )


def _title_line(lines: list[str]) -> int | None:
    candidates = [
        place
        for place, line in enumerate(lines)
        if _KIND_LINE.match(flat(line).strip()) and (is_caps(line.split("\n")[0]) or len(line.split()) <= 25)
    ]
    for place in candidates:
        if is_caps(lines[place].split("\n")[0][:9] + "AA") or lines[place].upper().startswith("KẾ HOẠCH\n"):
            return place
    for place in candidates:
        if re.search(
            r"tuyen truyen|truyen thong|cai cach|cchc|thong tin", flat(" ".join(lines[place : place + 2]))
        ):
            return place
    return candidates[0] if candidates else None


def title_case(parts: list[str], units: UnitCatalogue) -> str:
    """Join the lines of a title: one blank between words, capitals only where a name needs them."""
    pieces = [one_line(piece) for part in parts for piece in part.split("\n") if piece.strip(" -_*")]
    out: list[str] = []
    for n, piece in enumerate(pieces):
        if is_caps(piece):
            piece = _lowered(piece, units)
        elif n and re.match(
            r"^(?:về|triển khai|tuyên truyền|thông tin|truyền thông|thực hiện|công tác|đẩy mạnh|tổ chức|cải cách|năm|tỉnh)\b",
            piece,
            re.IGNORECASE,
        ):
            piece = first_lower(piece)
        out.append(piece)
    words = one_line(" ".join(out)).strip(" .*")
    return words[:1].upper() + words[1:]


def _lowered(piece: str, units: UnitCatalogue) -> str:
    lowered = piece.lower()
    folded = flat(lowered)
    for name in units.proper_names:
        at = 0
        while (at := folded.find(flat(name), at)) >= 0:
            before = folded[max(0, at - 12) : at]
            if re.search(r"(?:tinh|huyen|thi xa|thanh pho|xa|phuong|thi tran|tp\.?|quan) $", before):
                lowered = lowered[:at] + name + lowered[at + len(name) :]
            at += len(name)
    for short in ("CCHC", "UBND", "TTHC", "PAR INDEX", "SIPAS", "HĐND", "DVC", "TTĐT", "MTTQ"):
        lowered = re.sub(rf"(?<!\w){short.lower()}(?!\w)", short, lowered)
    return (
        re.sub(r"(?<!\w)(đảng|nhà nước|chính phủ|trung ương)(?!\w)", _capital, lowered)
        if "đảng" in lowered
        else lowered
    )


def _capital(match: re.Match[str]) -> str:
    return match.group()[:1].upper() + match.group()[1:]


def _attached(lines: list[str], head: Head) -> None:
    """ "(Kèm theo Kế hoạch số 19/KH-UBND ngày 26/01/2021 của …)": number and date of a file that is only an annex."""
    for line in lines:
        folded = flat(line)
        if not re.match(r"\s*[(\[]?\s*(?:\(?kem theo|ban hanh kem theo|dinh kem)", folded):
            continue
        found = _NUMBER.search(folded)
        if found and head.number is None:
            head.number = _number(line, found)
        dated = _DATE.search(folded) or _SHORT_DATE.search(folded)
        if dated and head.issued_on is None:
            head.issued_on = _date(dated.groups())


def _issuer(lines: list[str], head: Head) -> None:
    words = []
    for line in lines[:6]:
        folded = flat(line).strip()
        if re.match(r"(?:cong hoa|doc lap|so\s*:|[-_*]{2,})", folded) or _DATE.search(folded):
            continue
        if place_is_title(folded):
            break
        if is_caps(line.split("\n")[0]):
            words.append(one_line(line))
    head.issuer_text = " ".join(words)


def place_is_title(folded: str) -> bool:
    """Tell whether a folded line opens the title."""
    return bool(_KIND_LINE.match(folded)) or folded.startswith(("quyet dinh", "phu luc"))


_OFFICES = (
    r"^(?:t/?m\.?|tm\.|kt\.?|k/t\.?|tl\.?|q\.|tuq\.?|thay mat|chu tich|pho chu tich|giam doc|pho giam doc|truong ban|bo truong|thu truong|"
    r"chanh van phong|truong phong|hieu truong|tong giam doc|tong bien tap|cuc truong|uy vien)"
)


def signer_of(lines: list[str]) -> Mapping[str, str]:
    """Return title and name of who signed, from the lines of the signature block; {} when there is none."""
    offices, name = [], ""
    for line in lines:
        folded = flat(line).strip()
        if not folded:
            continue
        if re.match(_OFFICES, folded) and (is_caps(line) or len(folded.split()) <= 8):
            offices.append(one_line(line))
        elif (
            offices
            and 2 <= len(folded.split()) <= 6
            and re.fullmatch(r"[a-z ]+", folded)
            and not re.match(r"da ky|ky ten", folded)
        ):
            name = one_line(line)
    return {"office": "\n".join(offices), "name": name} if offices else {}
