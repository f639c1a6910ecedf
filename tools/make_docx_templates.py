"""Writes the shipped Word templates, src/danbiet/exports/render/templates/{plan,report,decision}.docx.

Run it after changing it: `python tools/make_docx_templates.py`; equal input gives equal bytes. Sizes, margins and order
of the parts are those of Annex I of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from pathlib import Path

from danbiet.exports.render.package import W, write_package
from danbiet.exports.render.stylebook import STYLE_NAMES

TARGET = Path(__file__).resolve().parent.parent / "src" / "danbiet" / "exports" / "render" / "templates"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Times New Roman"

# Margins in twips: 20 mm above and below, 30 mm left, 20 mm right (15 mm beside the wide appendix).
_EDGES = 'w:top="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"'
PORTRAIT = (
    f'<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
    f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {_EDGES} w:right="1134"/>'
    '<w:pgNumType w:start="1"/><w:titlePg/>'
)
LANDSCAPE = (
    '<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
    '<w:type w:val="nextPage"/>'
    f'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar {_EDGES} w:right="851"/>'
    '<w:pgNumType w:start="1"/><w:titlePg/>'
)

# role, alignment, size in half points, bold/italic, further paragraph properties
STYLES = [
    ("HeadSuperior", "center", 26, "", ""),
    ("HeadIssuer", "center", 26, "b", ""),
    ("HeadState", "center", 26, "b", ""),
    ("HeadMotto", "center", 28, "b", ""),
    ("HeadNumber", "center", 26, "", '<w:spacing w:before="60"/>'),
    ("HeadPlace", "center", 28, "i", '<w:spacing w:before="60"/>'),
    ("DocType", "center", 28, "b", '<w:keepNext/><w:spacing w:before="360"/>'),
    ("Abstract", "center", 28, "b", ""),
    ("Addressee", "center", 28, "", '<w:spacing w:before="120" w:after="120"/>'),
    ("AddresseeItem", "left", 28, "", '<w:ind w:left="3402"/>'),
    ("Basis", "both", 28, "i", "BODY"),
    ("BodyText", "both", 28, "", "BODY"),
    ("Point", "both", 28, "", "<w:keepNext/>BODY"),
    ("TableCaption", "center", 26, "b", '<w:keepNext/><w:spacing w:before="120" w:after="120"/>'),
    ("TableHead", "center", 24, "b", '<w:spacing w:before="40" w:after="40"/>'),
    ("TableText", "left", 24, "", '<w:spacing w:before="40" w:after="40"/>'),
    ("TableGroup", "left", 24, "b", '<w:keepNext/><w:spacing w:before="40" w:after="40"/>'),
    ("TableTotal", "left", 24, "b", '<w:spacing w:before="40" w:after="40"/>'),
    ("RecipientsTitle", "left", 24, "bi", ""),
    ("Recipients", "left", 22, "", ""),
    ("SignRole", "center", 28, "b", "<w:keepNext/>"),
    ("SignRoom", "center", 28, "", '<w:keepNext/><w:spacing w:before="1100"/>'),
    ("SignName", "center", 28, "b", ""),
    ("AppendixName", "center", 28, "b", "<w:keepNext/>"),
    ("AppendixTitle", "center", 28, "b", "<w:keepNext/>"),
    ("AppendixRef", "center", 28, "i", "<w:keepNext/>"),
    ("PageNumber", "center", 26, "", ""),
    ("Guide", "left", 20, "i", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'),
    ("AfterTable", "left", 8, "", '<w:spacing w:after="80"/>'),
    ("Gap", "left", 2, "", '<w:spacing w:line="20" w:lineRule="exact"/>'),
]
# What only a decision has: whose power it rests on, the words that enact it, and a mark above a draft.
DECISION_STYLES = [
    ("Draft", "right", 26, "bi", '<w:spacing w:after="60"/>'),
    ("Authority", "center", 28, "b", '<w:keepNext/><w:spacing w:before="60" w:after="180"/>'),
    ("Enacting", "center", 28, "b", '<w:keepNext/><w:spacing w:before="180" w:after="180"/>'),
]
HEADINGS = [("Heading1", "heading 1", 0), ("Heading2", "heading 2", 1)]
_BODY = '<w:spacing w:before="0" w:after="120" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="720"/>'
_RULE = (
    '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    '<w:spacing w:before="50" w:after="{after}" w:line="60" w:lineRule="exact"/>'
)

GUIDE = [
    "HƯỚNG DẪN (các dòng nền vàng này không in ra văn bản). Có thể sửa chữ, cỡ chữ, lề, thứ tự và thêm bớt đoạn cố định.",
    "Chữ trong ngoặc nhọn kép là chỗ phần mềm điền: giữ nguyên tên, có thể đổi chỗ hoặc đổi định dạng.",
    "Dòng có dấu phần trăm là vòng lặp và điều kiện: mỗi dòng mở đầu phải có dòng kết thúc tương ứng, để riêng một đoạn.",
    "Đường kẻ dưới tên cơ quan, Tiêu ngữ và trích yếu tự điều chỉnh độ dài. Bảng phụ lục tự vừa bề rộng trang.",
    "Các tên dùng được: co_quan_chu_quan, co_quan_ban_hanh, so_ky_hieu, dia_danh_ngay_thang, ten_loai, trich_yeu,"
    " kinh_gui, kinh_gui_them, can_cu, muc (tieu_de, cap, doan, ten_bang, bang), noi_nhan, quyen_han, chuc_vu, nguoi_ky,"
    " phu_luc (ten_goi, tieu_de, kem_theo, bang){more}.",
]


def p(style: str, text: str = "", *, inside: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{inside}</w:pPr>{run}</w:p>'


def when(condition: str, *blocks: str) -> str:
    """Blocks that are there only if the condition holds."""
    return p("Guide", f"{{%p if {condition} %}}") + "".join(blocks) + p("Guide", "{%p endif %}")


def each(name: str, source: str, *blocks: str) -> str:
    """Blocks repeated for each item of a list."""
    return p("Guide", f"{{%p for {name} in {source} %}}") + "".join(blocks) + p("Guide", "{%p endfor %}")


def columns(widths: tuple[int, int], rows: list[tuple[str, str]]) -> str:
    """A two-column table without borders or inner margins, its rows kept whole."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = ""
    for row in rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        lines += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def heading_block() -> str:
    """Issuer and number at the left, state, motto, place and date at the right."""
    left = (
        when("co_quan_chu_quan", p("HeadSuperior", "{{ co_quan_chu_quan }}"))
        + p("HeadIssuer", "{{ co_quan_ban_hanh }}")
        + p("RuleShort")
    )
    right = (
        p("HeadState", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("HeadMotto", "Độc lập - Tự do - Hạnh phúc")
        + p("RuleFull")
    )
    numbers = (p("HeadNumber", "Số: {{ so_ky_hieu }}"), p("HeadPlace", "{{ dia_danh_ngay_thang }}"))
    return columns((3401, 5670), [(left, right), numbers])


def signature_block() -> str:
    """Recipients at the left, signer at the right."""
    left = p("RecipientsTitle", "Nơi nhận:") + each("noi", "noi_nhan", p("Recipients", "{{ noi }}"))
    right = (
        when("quyen_han", p("SignRole", "{{ quyen_han }}"))
        + p("SignRole", "{{ chuc_vu }}")
        + p("SignRoom")
        + p("SignName", "{{ nguoi_ky }}")
    )
    return columns((4535, 4536), [(left, right)])


def sections() -> str:
    """The narrative: heading by level, paragraphs, and a table where the section has one."""
    heading = (
        p("Guide", "{%p if m.cap == 1 %}")
        + p("Heading1", "{{ m.tieu_de }}")
        + p("Guide", "{%p elif m.cap == 2 %}")
        + p("Heading2", "{{ m.tieu_de }}")
        + p("Guide", "{%p else %}")
        + p("Point", "{{ m.tieu_de }}")
        + p("Guide", "{%p endif %}")
    )
    table = when(
        "m.bang",
        when("m.ten_bang", p("TableCaption", "{{ m.ten_bang }}")),
        p("Guide", "{{p m.bang }}"),
        p("AfterTable"),
    )
    return each("m", "muc", when("m.tieu_de", heading), each("d", "m.doan", p("BodyText", "{{ d }}")), table)


def appendices() -> str:
    """Each in a landscape section of its own; the last one uses the section at the end of the document."""
    section = f"<w:sectPr>{LANDSCAPE}</w:sectPr>"
    return each(
        "pl",
        "phu_luc",
        p("AppendixName", "{{ pl.ten_goi }}"),
        p("AppendixTitle", "{{ pl.tieu_de }}"),
        p("AppendixRef", "{{ pl.kem_theo }}"),
        p("RuleAppendix"),
        p("Guide", "{{p pl.bang }}"),
        when("not loop.last", p("Gap", inside=section)),
    )


def document(kind: str) -> str:
    """word/document.xml of the template."""
    more = {"report": "; dieu_chinh", "decision": "; du_thao, tham_quyen"}.get(kind, "")
    is_decision = kind == "decision"
    corrections = when(
        "dieu_chinh",
        p("Heading1", "Số liệu điều chỉnh sau khi gửi báo cáo"),
        each("dc", "dieu_chinh", p("BodyText", "- {{ dc }}")),
    )
    body = "".join(
        [
            *(p("Guide", "{#p " + line.replace("{more}", more) + " #}") for line in GUIDE),
            when("du_thao", p("Draft", "{{ du_thao }}")) if is_decision else "",
            heading_block(),
            p("DocType", "{{ ten_loai }}"),
            p("Abstract", "{{ trich_yeu }}"),
            p("RuleAbstract"),
            when("kinh_gui", p("Addressee", "{{ kinh_gui }}")),
            when(
                "kinh_gui_them",
                each("noi", "kinh_gui_them", p("AddresseeItem", "{{ noi }}")),
                p("AfterTable"),
            ),
            p("Authority", "{{ tham_quyen }}") if is_decision else "",
            each("cc", "can_cu", p("Basis", "{{ cc }}")),
            p("Enacting", "QUYẾT ĐỊNH:") if is_decision else "",
            sections(),
            corrections if kind == "report" else "",
            p("BodyText"),
            signature_block(),
            p("Gap", inside=f"<w:sectPr>{PORTRAIT}</w:sectPr>"),
            appendices(),
            p("Gap"),
            f"<w:sectPr>{LANDSCAPE}</w:sectPr>",
        ]
    )
    return f'{XML}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def styles(kind: str) -> str:
    """word/styles.xml: everything in Times New Roman, black."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    normal = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="km-KH"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    looks = [*STYLES, *(DECISION_STYLES if kind == "decision" else ())]
    made = [
        _style(role, STYLE_NAMES[role], jc, size, face, further) for role, jc, size, face, further in looks
    ]
    for style, name, level in HEADINGS:
        further = f'<w:keepNext/>{_BODY}<w:outlineLvl w:val="{level}"/>'
        made.append(_style(style, name, "both", 28, "b", further, custom=False))
    for style, after in (("RuleShort", 0), ("RuleFull", 0), ("RuleAbstract", 240), ("RuleAppendix", 180)):
        made.append(_style(style, STYLE_NAMES[style], "left", 4, "", _RULE.format(after=after)))
    return f'{XML}<w:styles xmlns:w="{W}">{normal}{"".join(made)}</w:styles>'


def _style(style: str, name: str, jc: str, size: int, face: str, further: str, *, custom: bool = True) -> str:
    further = further.replace("BODY", _BODY)
    # the schema wants keepNext, pBdr, shd, spacing, ind, jc, outlineLvl in this order
    before, mark, after = further.partition("<w:outlineLvl")
    look = "".join(f"<w:{sign}/><w:{sign}Cs/>" for sign in face)
    return (
        f'<w:style w:type="paragraph"{" w:customStyle=" + chr(34) + "1" + chr(34) if custom else ""} w:styleId="{style}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{before}<w:jc w:val="{jc}"/>{mark}{after}</w:pPr>'
        f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def header(*, numbered: bool) -> str:
    """The page number in the middle of the top margin, or an empty header for the first page."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inner = f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>{field if numbered else ""}</w:p>'
    return f'{XML}<w:hdr xmlns:w="{W}">{inner}</w:hdr>'


def parts(kind: str) -> dict[str, bytes]:
    """Every part of the template by name."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    kinds = [
        ("word/document.xml", f"{main}.document.main+xml"),
        ("word/styles.xml", f"{main}.styles+xml"),
        ("word/settings.xml", f"{main}.settings+xml"),
        ("word/header1.xml", f"{main}.header+xml"),
        ("word/header2.xml", f"{main}.header+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind_}"/>' for name, kind_ in kinds)
    linked = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{what}" Target="{target}"/>'
        for at, (what, target) in enumerate(
            [
                ("styles", "styles.xml"),
                ("header", "header1.xml"),
                ("header", "header2.xml"),
                ("settings", "settings.xml"),
            ],
            start=1,
        )
    )
    texts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{relations}">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{relations}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{XML}<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title></dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{relations}">{linked}</Relationships>',
        "word/document.xml": document(kind),
        "word/styles.xml": styles(kind),
        "word/settings.xml": f'{XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/header1.xml": header(numbered=True),
        "word/header2.xml": header(numbered=False),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def main() -> None:
    """Writes all files."""
    TARGET.mkdir(exist_ok=True)
    for kind in ("plan", "report", "decision"):
        (TARGET / f"{kind}.docx").write_bytes(write_package(parts(kind)))


if __name__ == "__main__":
    main()
