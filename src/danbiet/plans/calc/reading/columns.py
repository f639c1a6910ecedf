"""Recognises what the columns of a plan's table, or the labels of its prose, are called."""

import re

from .words import flat, one_line

# Order matters where one heading names two things: the first role whose pattern is found wins,
# then `BOTH` says which pairs share one column.
_ROLES: tuple[tuple[str, str], ...] = (
    ("order", r"^(?:stt|s\.?t\.?t\.?|tt|t\.t\.?|so tt|so thu tu|no\.?|muc|ma so|#)$"),
    ("note", r"^(?:ghi chu|luu y)"),
    ("budget", r"kinh phi|nguon von|du toan|nguon luc"),
    ("place", r"^(?:dia diem|noi to chuc|pham vi)"),
    ("status", r"^(?:tinh trang|muc do hoan thanh|danh gia|diem)"),
    ("measure_unit", r"^(?:don vi tinh|dvt|đvt)"),
    ("support", r"phoi hop|cung thuc hien|(?:don vi|co quan) (?:co )?lien quan|^tham gia|(?:co quan|don vi|to chuc|bo phan)(?:,? (?:co quan|don vi|ca nhan))* (?:cung )?(?:tham gia|ho tro)"),
    ("lead", r"chu tri|dau moi|phu trach|chiu trach nhiem|(?:co quan|don vi|to chuc|ca nhan|bo phan)(?:,? (?:co quan|don vi|ca nhan|bo phan))?(?: (?:chinh|tham muu|to chuc|trien khai))* thuc hien|phan cong|trach nhiem|duoc giao|(?:don vi|co quan) tham muu|nguoi thuc hien|chu the thuc hien|^(?:cq|dv)(?:, ?(?:cq|dv))* (?:to chuc )?thuc hien|^(?:don vi|co quan)(?:,? (?:don vi|co quan))?$|giao thuc hien|^to chuc thuc hien|^thuc hien$"),
    ("starts", r"bat dau|^tu (?:ngay|thang)|khoi dau"),
    ("ends", r"ket thuc|^den (?:ngay|thang)"),
    ("schedule", r"thoi gian|tien do|thoi han|ky han|lo trinh|thoi diem|hoan thanh (?:truoc|trong)|han hoan thanh|ngay hoan thanh|^tg(?![a-z])|^(?:thang|quy|nam 20\d\d|ngay|han|dinh ky)$|thoi ky|tan suat thuc hien"),
    ("audience", r"doi tuong|thanh phan tham (?:du|gia)|nhom (?:cong chung|doi tuong)|thanh phan$"),
    ("quantity", r"^(?:so luong|sl|khoi luong|so luong/nam)"),
    ("target", r"^muc tieu$|chi tieu|so luong|dinh muc|khoi luong|tan suat|muc tieu can dat|muc tieu cu the|muc phan dau"),
    ("product", r"san pham|^sp(?![a-z])|ket qua|dau ra|minh chung|tai lieu kiem chung"),
    ("form", r"hinh thuc|phuong thuc|kenh|cach thuc|bien phap|loai hinh|phuong tien|the loai|phuong phap"),
    ("group", r"^nhom|linh vuc|chuyen de chinh|^noi dung chinh|^noi dung lon|^chu de chinh|^nhom noi dung"),
    ("content", r"noi dung|nhiem vu|hoat dong|cong viec|chu de|dau viec|giai phap|ten (?:chuong trinh|chuyen muc)|chuyen de|viec can lam|cong tac"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_MARK = re.compile(
    r"^(?:quy\s*(?:iv|i{1,3}|[1-4])|q[1-4]|(?:thang|t)\s*\.?\d{1,2}|6 thang dau nam|6 thang cuoi nam)(?:\s*[/ ]\s*(?:nam )?\d{4})?$"
)


def role_of(heading: str) -> str:
    """Return what a column heading stands for, "" when nothing known.

    Roles: order, group, content, form, audience, product, target, quantity, measure_unit, lead, support,
    both (lead and support), schedule, starts, ends, mark (a quarter or month to tick), budget, place, note, status.
    """
    words = one_line(flat(heading)).strip(" :.*")
    words = re.sub(r"\s*\((?!.*thuc hien).*?\)\s*$", "", words).strip()
    if not words or len(words.split()) > 16:
        return ""
    if _MARK.match(words):
        return "mark"
    if (
        re.search(r"chu tri", words)
        and re.search(r"phoi hop", words)
        and not re.search(r"phoi hop (?:voi )?(?:don vi|co quan) chu tri", words)
    ):
        return "both"
    if re.match(r"(?:noi dung|nhiem vu|hoat dong|cong viec|ten)", words):
        leading = re.sub(r"^(?:ten |noi dung|nhiem vu|hoat dong|cong viec|[,/\- ]|va|cac)+", "", words)
        if re.match(r"(?:hinh thuc|san pham|thoi gian|chu tri|don vi)", leading) is None:
            return "content" if not re.match(r"noi dung (?:chinh|lon)$", words) else "group"
        return "content"
    for role, pattern in _COMPILED:
        if pattern.search(words):
            return role
    return ""


def is_form_and_product(heading: str) -> bool:
    """Tell whether one column holds the form and the product or quantity together."""
    words = one_line(flat(heading))
    return bool(re.search(r"hinh thuc|loai hinh|the loai", words)) and bool(
        re.search(r"san pham|ket qua|so luong|chi tieu|tan suat", words)
    )


# Labels in prose ("b) Hình thức: …"). Longer wordings first.
_LABELS: tuple[tuple[str, str], ...] = (
    ("both", r"(?:phan cong|to chuc) thuc hien|phan cong(?: nhiem vu)?|trach nhiem(?: thuc hien)?|chu tri,? (?:va )?phoi hop|(?:co quan|don vi) chu tri,? (?:va )?phoi hop"),
    ("lead", r"(?:cac )?(?:co quan|don vi|to chuc|ca nhan|bo phan)?(?:,? (?:co quan|don vi|ca nhan))?\s*(?:duoc giao |chiu trach nhiem )?(?:chu tri|dau moi|phu trach|tham muu)(?: thuc hien| tham muu| tham muu thuc hien| to chuc thuc hien| trien khai| chinh)?|(?:cac )?(?:co quan|don vi|to chuc)(?:,? (?:co quan|don vi|ca nhan))?(?: chinh)? (?:to chuc |trien khai )?thuc hien|giao(?: don vi)?(?: chu tri)?|chu tri"),
    ("support", r"(?:cac )?(?:co quan|don vi|to chuc)?(?:,? (?:co quan|don vi|dia phuong))?\s*(?:cung )?phoi hop(?: thuc hien| to chuc)?|phoi hop(?: voi| cung)?"),
    ("schedule", r"(?:thoi gian|tien do|thoi han|thoi diem|lo trinh|ky han|han)(?:(?:\s*[,/]\s*| )(?:to chuc|trien khai|thuc hien|hoan thanh|phat song|va|tien do|thoi gian|thoi han|lo trinh|dia diem))*(?: du kien)?|hoan thanh|thuc hien (?:trong|vao)"),
    ("audience", r"(?:nhom )?doi tuong(?: (?:tuyen truyen|tham gia|huong toi|thu huong|tham du|duoc tuyen truyen|tac dong))*|thanh phan(?: tham gia| tham du)?"),
    ("target", r"chi tieu(?: (?:cu the|thuc hien|nam \d{4}))*|so luong|tan suat|dinh muc|muc tieu(?: cu the)?|khoi luong"),
    ("product", r"(?:san pham|ket qua|dau ra)(?:[/,] ?(?:san pham|ket qua|chi tieu|dau ra))*(?: (?:du kien|can dat|dau ra|dat duoc|hoan thanh|thuc hien|san pham|va chi tieu|cu the|/ chi tieu|yeu cau))*"),
    ("form", r"(?:hinh thuc|phuong thuc|kenh|cach thuc|bien phap|loai hinh|phuong tien)(?: (?:tuyen truyen|thuc hien|to chuc|truyen thong|the hien|trien khai|va|,|phuong tien|kenh))*"),
    ("content", r"noi dung(?: (?:tuyen truyen|thuc hien|cong viec|nhiem vu|cu the|chinh|hoat dong|truyen thong|trong tam|va|,|yeu cau))*|nhiem vu(?: (?:cu the|trong tam))?|hoat dong|cong viec|chu de"),
    ("budget", r"(?:nguon )?kinh phi(?: (?:thuc hien|du kien|to chuc))*|du toan"),
    ("place", r"dia diem(?: (?:to chuc|thuc hien))*|pham vi(?: thuc hien)?"),
    ("note", r"ghi chu|luu y|yeu cau"),
)  # fmt: skip
_LABEL = re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in _LABELS))
_LABEL_AT = re.compile(
    rf"\s*(?:{_LABEL.pattern})\s*(?:\([^)]{{0,40}}\)\s*)?(?P<end>:|là(?=\s)|\.(?=\s)|\s-\s)"
)


def label_at(folded: str, start: int = 0) -> tuple[str, int] | None:
    """Return (role, where the value begins) when a field label stands at `start` of folded text, else None."""
    match = re.compile(_LABEL_AT.pattern.replace("là", "la")).match(folded, start)
    if match is None:
        return None
    role = next(name for name, value in match.groupdict().items() if value is not None and name != "end")
    if match.group("end") != ":" and role in ("content", "budget", "both", "note", "place"):
        return None
    return role, match.end()
