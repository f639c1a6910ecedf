"""The phrases by which a plan names many units at once. All patterns are over folded text."""

import re
from dataclasses import dataclass

_HEAD = (
    r"(?:(?:thu truong|nguoi dung dau|lanh dao|giam doc|chu tich|bi thu|tat ca|toan the|cua|doi voi|tai|"
    r"trang thong tin dien tu|cong thong tin dien tu)\s+)*"
)
_THE = r"(?:tat ca )?(?:cac |toan bo |nhung |tung |moi )?"
_S = r"(?:\s*[,;/&-]\s*(?:va |cung )?|\s+va\s+|\s+hoac\s+|\s+)"
_TOP = r"(?:(?: (?:trong|thuoc|cua|cap|o|toan|truc|tren|dia ban|dong|ubnd|uy ban nhan dan))* (?:toan )?tinh)?"
_REL = r"(?:\s*(?:khac )?(?:va (?:cac )?(?:co quan|don vi|to chuc) )?(?:co )?lien quan(?: khac)?(?: (?:trong|tren dia ban) tinh)?)"
_UB = r"(?:(?:chu tich )?(?:hdnd(?:,| va)? )?(?:ubnd|uy ban nhan dan|uy ban)|chinh quyen|dang uy,? ubnd)"
_TOWN = r"(?:quan|huyen|thi xa|thanh pho thu duc|thanh pho|thi|thanh|tx|tp)"
_COMMUNE = r"(?:xa|phuong|thi tran|dac khu)"
_AREA = r"(?:(?: (?:truc thuoc|thuoc|trong|tren dia ban|cua|toan))* (?:tinh|huyen|dia ban))?"
_BRANCH = r"(?:ban nganh|cac ban|cac nganh|ban|nganh|phong|co quan ngang so|co quan chuyen mon)"
_BODY = r"(?:co quan|don vi|dia phuong|to chuc|ban nganh|nganh|doan the|ca nhan)"
_POLITICAL = rf"(?:to chuc chinh tri(?:{_S}xa hoi)?(?: nghe nghiep)?|(?:to chuc |hoi{_S})?doan the(?: chinh tri(?:{_S}xa hoi)?| nhan dan)?)"


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """A pattern and the sets it stands for; `doubt` is a code when the words leave it open."""

    pattern: re.Pattern[str]
    codes: tuple[str, ...]
    doubt: str = ""


def _phrase(pattern: str, *codes: str, doubt: str = "") -> SetPhrase:
    return SetPhrase(re.compile(rf"{_HEAD}(?:{pattern})(?![a-z0-9])"), codes, doubt)


_DEPARTMENTS = (
    # before the plain related departments: at equal length the first wins
    _phrase(
        rf"{_THE}so(?:{_S}(?:{_BRANCH}|{_BODY}))*{_S}(?:cac )?dia phuong(?:{_S}(?:cac )?{_BODY})*{_REL}",
        "departments",
        "districts",
        doubt="set_related",
    ),
    _phrase(rf"{_THE}(?:co quan{_S})?so(?:{_S}{_BRANCH})+{_TOP}", "departments"),
    _phrase(rf"cac so{_TOP}", "departments"),
    _phrase(rf"{_THE}(?:co quan{_S})?(?:cac )?ban{_S}nganh{_TOP}", "departments"),
    _phrase(r"(?:cac )?nganh (?:cap )?tinh", "departments"),
    _phrase(rf"(?:cac )?so(?:{_S}(?:{_BRANCH}|{_BODY}))*{_REL}", "departments", doubt="set_related"),
    _phrase(
        rf"{_THE}(?:co quan )?(?:chuyen mon|hanh chinh)(?: (?:thuoc|truc thuoc|cap|cua|nha nuoc|ubnd|uy ban nhan dan))* tinh",
        "departments",
    ),
    _phrase(
        rf"{_THE}so(?:{_S}{_BRANCH})*{_S}(?:cac )?(?:hoi{_S})?doan the(?: cap)?{_TOP}",
        "departments",
        "mass_organisations",
    ),
    _phrase(
        rf"{_THE}so(?:{_S}{_BRANCH})*{_S}(?:cac )?(?:don vi )?(?:su nghiep|dvsn)(?: cong lap| cong)?{_TOP}",
        "departments",
        "service_units",
    ),
    _phrase(
        rf"{_THE}(?:co quan|don vi)(?:{_S}(?:cac )?don vi)?,?(?: (?:thuoc|truc thuoc|va)|,)+(?: (?:ubnd|uy ban nhan dan|cap))? tinh",
        "departments",
        "service_units",
    ),
    _phrase(
        rf"{_THE}so(?:{_S}(?:{_BRANCH}|co quan|don vi))*{_S}(?:cac )?dia phuong{_AREA}",
        "departments",
        "districts",
    ),
)

_SERVICE_UNITS = (
    _phrase(rf"{_THE}(?:don vi )?su nghiep(?: cong lap| cong)?{_TOP}", "service_units"),
    _phrase(rf"{_THE}dvsn(?: cong lap| cl)?{_TOP}", "service_units"),
    _phrase(rf"{_THE}dvsncl{_TOP}", "service_units"),
)

_LOCALITIES = (
    _phrase(rf"(?:{_UB} )?(?:cac|\d+) {_TOWN}(?:{_S}(?:cac )?{_TOWN})+{_AREA}", "districts"),
    _phrase(rf"(?:{_UB} )?(?:quan|huyen)(?:{_S}(?:cac )?{_TOWN})+{_AREA}", "districts"),
    _phrase(rf"(?:{_UB} )?(?:cac )?(?:thi xa|thanh pho){_S}(?:cac )?(?:huyen|quan){_AREA}", "districts"),
    _phrase(rf"(?:{_UB} )?cac (?:quan|huyen){_AREA}", "districts"),
    _phrase(rf"(?:{_UB} )?(?:cac )?(?:don vi |dia phuong )?cap huyen{_AREA}", "districts"),
    _phrase(r"(?:cac )?(?:phong|ban|co quan)(?: chuyen mon)? cap huyen", "districts", doubt="part_of"),
    _phrase(rf"{_THE}dia phuong(?: cap huyen)?{_AREA}", "districts"),
    _phrase(rf"(?:{_UB} )?(?:cac )?(?:don vi |dia phuong )?cap xa{_AREA}", "communes"),
    _phrase(rf"(?:{_UB} )?(?:cac|\d+) {_COMMUNE}(?:{_S}(?:cac )?{_COMMUNE})*{_AREA}", "communes"),
    _phrase(rf"(?:{_UB} )?{_COMMUNE}(?:{_S}(?:cac )?{_COMMUNE})+{_AREA}", "communes"),
    _phrase(
        rf"(?:{_UB} )?(?:cac )?(?:cap )?huyen(?:{_S}(?:thi xa|thanh pho))*{_S}(?:{_UB} )?(?:cap )?xa(?!{_S}phuong)",
        "districts",
        "communes",
    ),
    _phrase(rf"{_UB} cac cap{_AREA}", "districts", "communes"),
)

_OTHERS = (
    _phrase(
        rf"{_THE}(?:co quan|don vi)(?:{_S}(?:cac )?don vi)?(?: cua| thuoc)? ?(?:trung uong|tw)"
        r"(?: (?:dong|chan|co tru so|dat tru so|tren|tai|o|dia ban|dia phuong|tinh))*",
        "central_agencies",
    ),
    _phrase(
        rf"{_THE}(?:co quan|don vi)?(?:{_S}(?:cac )?don vi)?\s*(?:theo )?nganh doc"
        r"(?: (?:trung uong|tw|dong|chan|tren|tai|cap|o|dia ban|dia phuong|tinh))*",
        "central_agencies",
    ),
    _phrase(
        rf"(?:de nghi )?(?:ub |uy ban )?(?:mttq|mat tran to quoc|mat tran)(?: viet nam| vn)?(?: tinh| cac cap)?{_S}"
        rf"(?:va )?(?:cac )?(?:{_POLITICAL}|to chuc thanh vien)(?: cua mat tran)?(?: cap)?{_TOP}",
        "mass_organisations",
    ),
    _phrase(rf"{_THE}{_POLITICAL}(?: cap)?{_TOP}", "mass_organisations"),
    _phrase(
        rf"{_THE}(?:co quan )?(?:thong tan{_S})?bao chi(?:{_S}truyen thong)?(?: (?:cua|trong|dia phuong|tinh|tren dia ban))*",
        "media",
    ),
    _phrase(
        rf"{_THE}(?:co quan|phuong tien)(?: thong tin| truyen thong| thong tan)+(?:{_S}bao chi)?(?: dai chung)?"
        r"(?: (?:cua|trong|dia phuong|tinh|tren dia ban))*",
        "media",
    ),
    _phrase(rf"{_THE}(?:co quan )?bao{_S}dai(?: (?:dia phuong|cua tinh|trong tinh|tinh))?", "media"),
    _phrase(
        rf"{_THE}(?:ban|co quan)(?: xay dung)? dang(?: (?:cua|thuoc) )?(?: ?tinh(?: uy)?)?", "party_bodies"
    ),
    _phrase(
        rf"{_THE}(?:ban|co quan)(?:{_S}ban)? (?:(?:cua|thuoc|tham muu|giup viec) )+tinh uy", "party_bodies"
    ),
    _phrase(
        rf"cac truong(?: hoc| thpt| dai hoc| cao dang| pho thong)*(?:{_S}(?:truong )?(?:cao dang|trung cap|dai hoc))*{_AREA}",
        "schools",
    ),
    _phrase(
        rf"{_THE}{_BODY}(?:{_S}(?:cac )?{_BODY})*{_REL}",
        "all",
        doubt="set_related",
    ),
    _phrase(
        rf"(?:tat ca (?:cac )?|toan bo (?:cac )?|cac |moi )(?:co quan|don vi)(?:{_S}(?:cac )?{_BODY})*"
        r"(?: (?:trong|toan|tren dia ban|hanh chinh|nha nuoc)(?: tinh)?)*",
        "all",
    ),
    _phrase(rf"(?:co quan|don vi|dia phuong)(?:{_S}(?:cac )?(?:co quan|don vi|dia phuong))+{_AREA}", "all"),
    _phrase(rf"(?:cac )?cap{_S}(?:cac )?nganh|(?:cac )?nganh{_S}(?:cac )?cap", "all"),
    _phrase(r"toan tinh", "all"),
)

# Among phrases matching at one place the longest wins, so their order matters only for equal lengths.
PHRASES: tuple[SetPhrase, ...] = (*_DEPARTMENTS, *_SERVICE_UNITS, *_LOCALITIES, *_OTHERS)

# What a plan may call the sets when it is written out; each is read back as exactly that set.
NAMES = {
    "departments": "các sở, ban, ngành tỉnh",
    "districts": "UBND các huyện, thị xã, thành phố",
    "communes": "UBND các xã, phường, thị trấn",
    "service_units": "các đơn vị sự nghiệp công lập tỉnh",
    "central_agencies": "các cơ quan Trung ương đóng trên địa bàn tỉnh",
    "mass_organisations": "Mặt trận Tổ quốc và các đoàn thể tỉnh",
    "media": "các cơ quan báo chí",
    "party_bodies": "các ban Đảng",
    "all": "tất cả các cơ quan, đơn vị",
}
