"""Words around units that name none: fillers, repeats, line breaks inside names."""

import re

from .words import Token, flat

FILLER = frozenset(
    [
        "va",
        "cung",
        "voi",
        "phoi",
        "hop",
        "chu",
        "tri",
        "cac",
        "cua",
        "thuoc",
        "truc",
        "o",
        "tai",
        "do",
        "la",
        "gom",
        "bao",
        "nhu",
        "giao",
        "de",
        "nghi",
        "moi",
        "yeu",
        "cau",
        "thu",
        "truong",
        "giam",
        "doc",
        "chu",
        "tich",
        "lanh",
        "dao",
        "nguoi",
        "dung",
        "dau",
        "pho",
        "truong",
        "ban",
        "bien",
        "tap",
        "tong",
        "bi",
        "tinh",
        "thanh",
        "viet",
        "nam",
        "co",
        "quan",
        "don",
        "vi",
        "lien",
        "quan",
        "khac",
        "dong",
        "thoi",
        "hoac",
        "theo",
        "chuc",
        "nang",
        "nhiem",
        "vu",
        "duoc",
        "phan",
        "cong",
        "tham",
        "muu",
        "thuc",
        "hien",
        "trien",
        "khai",
        "to",
        "chinh",
        "dau",
        "moi",
        "chiu",
        "trach",
        "nhiem",
        "ca",
        "nhan",
        "cap",
        "trong",
        "tren",
        "dia",
        "noi",
        "ngoai",
        "ra",
        "neu",
        "can",
        "thiet",
        "so",
        "huyen",
        "thi",
        "xa",
        "pho",
        "hai",
        "dong",
        "hoi",
        "tap",
        "the",
        "xet",
        "thay",
        "ubnd",
        "uy",
        "nhan",
        "dan",
        "tru",
        "ngoai",
    ]
)


BODY_HEADS = (
    "dai truyen thanh",
    "dai tt",
    "trang",
    "cong",
    "cac phong",
    "cac ban",
    "cac trung tam",
    "cac dai",
    "phong",
    "ban",
    "to",
    "trung tam",
    "chi cuc",
    "bo phan",
    "van phong",
    "vien",
    "truong",
    "hoi",
    "doan",
    "khoa",
)


NOTHING = re.compile(r"^[\s\-–—.,;:…/*+•]*(?:khong(?: co)?)?[\s\-.,;…]*$")


_SAME = re.compile(r'^\W*(?:nhu (?:tren|muc tren|noi dung tren)|-?\s*nt\s*-?|n\.?t\.?|"|〃|như trên)\W*$')


def same_as_above(text: str) -> bool:
    """Tell whether a cell only repeats the one above ("Như trên", "-nt-")."""
    return bool(_SAME.match(flat(text)))


def joined(text: str) -> str:
    # A line break inside a name ("Sở Thông tin\nvà Truyền thông", "UBND các huyện,\nthị xã") is no separator.
    text = re.sub(r"(?<=[,&/-])\n", " ", text)
    text = re.sub(r"\n(?=\s*(?:và|va|&|tỉnh)\s)", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\n(?=[^\W\d_])(?=[a-zà-ỹđ])", " ", text)


_ORGANISATION = re.compile(
    r"(?:so|ban|phong|trung tam|hoi|dai|vu|cuc|chi cuc|cong ty|truong|ubnd|tong|van phong|bo|bao|lien|to|doi|cac|don vi|"
    r"tap doan|ngan hang|doan|benh vien|chi nhanh|thanh tra|cong an|quy|tap chi|nha|vnpt|viettel|uy ban|huyen|xa|phuong)(?![a-z])"
)


_ROLES = re.compile(
    r"(?:(?:va|cung|voi|do|la|cac|cua|theo|thuoc) )*(?:chu tri|phoi hop|thuc hien|chiu trach nhiem|tham muu|trien khai|thu truong|"
    r"nguoi dung dau|lanh dao|giam doc|chu tich|co quan|don vi|dau moi|nhu|theo chuc nang|dong thoi|ngoai ra|neu can|tham gia)"
)
_STANDING = re.compile(r"(?:la )?(?:co quan|don vi)? ?thuong truc(?![a-z])")


def is_label(folded: str, word: Token) -> bool:
    """Tell whether a word only numbers a list ("2." before a name) or says "cơ quan thường trực"."""
    if word.word.isdigit():
        return bool(re.match(r"\d{1,2}[.)] [a-z]", folded[word.start :]))
    return word.word in ("thuong", "truc") and any(
        match.start() <= word.start < match.end() for match in _STANDING.finditer(folded)
    )


def unmeaning(part: str, folded: str, hits: list[tuple[int, int]]) -> list[str]:
    """Pieces between commas in which every word is common but no unit was found: "Sở Ngoại vụ", "Tỉnh ủy"."""
    found = []
    for piece in re.finditer(r"[^,;()]+", folded):
        words = piece.group().strip(" .:-")
        if len(words.split()) < 2 or any(start < piece.end() and end > piece.start() for start, end in hits):
            continue
        if _ROLES.match(words) or (hits and not _ORGANISATION.match(words)):
            continue
        found.append(part[piece.start() : piece.end()].strip(" .:-"))
    return found


def stretches(
    part: str, folded: str, strange: list[Token], hits: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The stretches of words without meaning, each up to the next separator or recognised unit."""
    cuts = [m.start() for m in re.finditer(r"[,;()]", folded)]
    found: list[tuple[int, int]] = []
    for token in strange:
        left = max((end for _, end in hits if end <= token.start), default=0)
        left = max([left, *(cut + 1 for cut in cuts if cut < token.start)])
        right = min((start for start, _ in hits if start >= token.end), default=len(part))
        right = min([right, *(cut for cut in cuts if cut >= token.end)])
        if found and found[-1][0] <= left and right <= found[-1][1]:
            continue
        joined = (
            found
            and folded[found[-1][1] : left].strip() == ","
            and not _ORGANISATION.match(folded[left:right].strip())
        )
        if joined:
            found[-1] = (found[-1][0], right)
        else:
            found.append((left, right))
    return [_with_tail(folded, start, end, strange, hits) for start, end in found]


def _with_tail(
    folded: str, start: int, end: int, strange: list[Token], hits: list[tuple[int, int]]
) -> tuple[int, int]:
    """ "Các phòng, đơn vị thuộc Sở": words that only fill belong to the strange ones before the comma."""
    while end < len(folded) and folded[end] == ",":
        cut = re.search(r"[,;()]", folded[end + 1 :])
        after = end + 1 + cut.start() if cut else len(folded)
        taken = [place for place, _ in hits if end < place < after]
        if (
            taken
            or any(end < token.start < after for token in strange)
            or not folded[end + 1 : after].strip()
        ):
            break
        end = after
    return start, end
