"""The styles of the templates: what a style is for is told by its Vietnamese name, which outlives every editor.

Word keeps a style's id, LibreOffice makes a new one out of the name whenever it saves; so ids are looked up.
"""

from __future__ import annotations

from lxml import etree

from .package import tag

# role (the id in the shipped templates) → name an office sees in the list of styles
STYLE_NAMES = {
    "HeadSuperior": "Đầu: cơ quan chủ quản",
    "HeadIssuer": "Đầu: cơ quan ban hành",
    "HeadState": "Đầu: Quốc hiệu",
    "HeadMotto": "Đầu: Tiêu ngữ",
    "HeadNumber": "Đầu: số, ký hiệu",
    "HeadPlace": "Đầu: địa danh, thời gian",
    "DocType": "Tên loại văn bản",
    "Abstract": "Trích yếu nội dung",
    "Draft": "Dự thảo",
    "Authority": "Thẩm quyền ban hành",
    "Enacting": "Lệnh quyết định",
    "Addressee": "Kính gửi",
    "AddresseeItem": "Kính gửi: từng nơi",
    "Basis": "Căn cứ ban hành",
    "BodyText": "Nội dung văn bản",
    "Point": "Tiểu mục (a, b, c)",
    "TableCaption": "Tên bảng",
    "TableHead": "Bảng: đầu cột",
    "TableText": "Bảng: ô",
    "TableGroup": "Bảng: dòng nhóm",
    "TableTotal": "Bảng: dòng tổng",
    "RecipientsTitle": "Nơi nhận: tiêu đề",
    "Recipients": "Nơi nhận: từng nơi",
    "SignRole": "Ký: quyền hạn, chức vụ",
    "SignRoom": "Ký: chỗ ký",
    "SignName": "Ký: họ tên",
    "AppendixName": "Phụ lục: tên gọi",
    "AppendixTitle": "Phụ lục: tiêu đề",
    "AppendixRef": "Phụ lục: kèm theo",
    "PageNumber": "Số trang",
    "Guide": "Hướng dẫn (không in)",
    "Gap": "Khoảng trống",
    "AfterTable": "Khoảng trống sau bảng",
    "RuleShort": "Kẻ dưới cơ quan",
    "RuleFull": "Kẻ dưới Tiêu ngữ",
    "RuleAbstract": "Kẻ dưới trích yếu",
    "RuleAppendix": "Kẻ dưới phụ lục",
}


class Stylebook:
    """The paragraph styles of one template by role."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._ids: dict[str, str] = {}
        self._looks: dict[str, tuple[float, bool]] = {}
        roles = {name.casefold(): role for role, name in STYLE_NAMES.items()}
        for style in () if styles is None else styles.iter(tag("style")):
            style_id = style.get(tag("styleId"), "")
            name = style.find(tag("name"))
            named = "" if name is None else name.get(tag("val"), "").casefold()
            role = roles.get(named) or (style_id if style_id in STYLE_NAMES else None)
            if role is not None:
                self._ids[role] = style_id
                self._looks[style_id] = _look(style)

    def id_of(self, role: str) -> str:
        """The style's id in this template; the shipped id where the template lost the style."""
        return self._ids.get(role, role)

    def look(self, style_id: str) -> tuple[float, bool]:
        """Size in points and boldness, as far as the style says them itself (else 14 and not bold)."""
        return self._looks.get(style_id, (14.0, False))


def _look(style: etree._Element) -> tuple[float, bool]:
    size = style.find(f"{tag('rPr')}/{tag('sz')}")
    bold = style.find(f"{tag('rPr')}/{tag('b')}")
    on = bold is not None and bold.get(tag("val"), "1") not in {"0", "false"}
    value = None if size is None else size.get(tag("val"))
    return (int(value) / 2 if value and value.isdigit() else 14.0, on)
