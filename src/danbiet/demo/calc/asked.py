"""What citizens of the demonstration year ask, read from the texts of `asked_*`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from . import asked_care, asked_counter, asked_land, asked_people, asked_trade

# Field of life, its name, the agency that usually answers (codes of org), and the texts of it.
FIELDS = (
    ("ho-tich", "Hộ tịch", "STP", asked_people.CIVIL),
    ("cu-tru", "Căn cước, cư trú, hộ chiếu", "CAT", asked_people.RESIDENCE),
    ("chung-thuc", "Chứng thực, công chứng", "STP", asked_people.COPIES),
    ("dat-dai", "Đất đai", "STNMT", asked_land.LAND),
    ("xay-dung", "Nhà ở, xây dựng", "SXD", asked_land.BUILDING),
    ("kinh-doanh", "Kinh doanh, thuế", "SKHDT", asked_trade.TRADE),
    ("nong-nghiep", "Nông nghiệp", "SNNPTNT", asked_trade.FARMING),
    ("doi-song", "Môi trường, giao thông, điện nước, trật tự", "STNMT", asked_trade.SURROUNDINGS),
    ("an-sinh", "An sinh, người có công", "SLDTBXH", asked_care.CARE),
    ("bao-hiem", "Bảo hiểm", "BHXH", asked_care.INSURANCE),
    ("dich-benh", "Phòng, chống dịch", "SYT", asked_care.EPIDEMIC),
    ("giao-duc", "Giáo dục", "SGDDT", asked_counter.SCHOOL),
    ("viec-lam", "Việc làm, công vụ", "SNV", asked_counter.WORK),
    ("mot-cua", "Một cửa, dịch vụ công trực tuyến", "SNV", asked_counter.COUNTER),
    ("van-hoa", "Văn hóa, dân tộc, truyền thông", "SVHTTDL", asked_counter.CULTURE),
)
# Where the beginning of a key says more than the field.
AGENCIES = {
    "road": "SGTVT", "vehicle": "CAT", "licence": "SGTVT", "fine": "CAT", "power": "SCT", "order": "CAT", "tax": "CTHUE", "business-food": "SYT",
    "business-medicine": "SYT", "business-alcohol": "SCT", "ethnic": "BDT", "tv": "DPTTH", "internet": "STTTT", "phone": "STTTT",
    "work-wage": "SLDTBXH", "work-abroad": "SLDTBXH", "counter-online": "STTTT", "env-water": "SNNPTNT", "land-tax": "CTHUE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; `key` names what is wanted to know."""

    key: str
    field: str
    subject: str
    text: str
    answer: str

    @property
    def agency(self) -> str:
        """Code of the unit that answers."""
        usual = next(unit for field, _, unit, _ in FIELDS if field == self.field)
        return next((unit for begun, unit in AGENCIES.items() if self.key.startswith(begun)), usual)


@cache
def all_asked() -> tuple[Asked, ...]:
    """Every question in the order of the texts. A block that is not complete is refused (ValueError)."""
    return tuple(
        _read(field, block) for field, _, _, texts in FIELDS for block in texts.strip().split("\n\n")
    )


def _read(field: str, block: str) -> Asked:
    head, text, answer = block.strip().split("\n")
    key, subject = head.split(" | ")
    if not answer.startswith("> "):
        raise ValueError(f"no answer: {head}")
    return Asked(key, field, subject, text, answer[2:])
