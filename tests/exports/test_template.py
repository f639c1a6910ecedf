"""Templates as an office may hand them in: edited well, edited badly, and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from tests.exports import samples
from tools.make_docx_templates import parts as template_parts

from danbiet.exports.render import (
    ProblemCode,
    TemplateProblem,
    UnusableTemplate,
    check_template,
    render_plan,
    render_report,
    shipped_template,
)
from danbiet.exports.render.package import write_package


def edited(change: Callable[[str], str], *, part: str = "word/document.xml", kind: str = "plan") -> bytes:
    parts = template_parts(kind)
    parts[part] = change(parts[part].decode()).encode()
    return write_package(parts)


def with_paragraph(text: str) -> bytes:
    """The plan's template with one more paragraph at the start of the body."""
    paragraph = f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    return edited(lambda xml: xml.replace("<w:body>", f"<w:body>{paragraph}"))


def codes(data: bytes) -> list[tuple[ProblemCode, str]]:
    return [(problem.code, problem.detail) for problem in check_template(data, sample=samples.plan())]


def body_words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_shipped_template_is_what_the_tool_makes(kind: str) -> None:
    assert shipped_template(kind) == write_package(template_parts(kind))


def test_shipped_templates_have_no_problems() -> None:
    assert check_template(shipped_template("plan"), sample=samples.plan()) == []
    assert check_template(shipped_template("report"), sample=samples.report(corrections=("Một",))) == []


def test_template_fixed_words_and_filters_work() -> None:
    data = with_paragraph("Bản của {{ nguoi_ky | upper }}, {{ muc | length }} mục")
    assert codes(data) == []
    assert "Bản của NGUYỄN VĂN A, 6 mục" in body_words(render_plan(samples.plan(), template=data))


def test_template_placeholder_split_over_runs_is_put_together() -> None:
    split = (
        '<w:p><w:r><w:t>Ký: {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ nguoi</w:t>'
        "</w:r><w:r><w:t>_ky }</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>"
    )
    data = edited(lambda xml: xml.replace("<w:body>", f"<w:body>{split}"))
    assert codes(data) == []
    assert "Ký: Nguyễn Văn A" in body_words(render_plan(samples.plan(), template=data))


def test_template_other_margins_make_the_table_fit() -> None:
    data = edited(lambda xml: xml.replace('w:right="851"', 'w:right="1134"'))
    document = docx.Document(io.BytesIO(render_plan(samples.plan(), template=data)))
    assert sum(column.width.twips for column in document.tables[-1].columns) == 16838 - 1701 - 1134


def test_template_renamed_style_ids_are_found_by_name() -> None:
    def rename(xml: str) -> str:
        return xml.replace('"TableText"', '"Bng"').replace('"RuleFull"', '"Kdi"')

    parts = template_parts("plan")
    for part in ("word/document.xml", "word/styles.xml"):
        parts[part] = rename(parts[part].decode()).encode()
    document = docx.Document(io.BytesIO(render_plan(samples.plan(), template=write_package(parts))))
    assert document.tables[-1].rows[2].cells[1].paragraphs[0].style.style_id == "Bng"


def test_template_unknown_placeholders_are_all_named() -> None:
    data = with_paragraph("{{ ten_khong_co }} {{ muc_khac.tieu_de }}{% for m in muc %}{{ m.la }}{% endfor %}")
    assert codes(data) == [
        (ProblemCode.UNKNOWN_PLACEHOLDER, "ten_khong_co"),
        (ProblemCode.UNKNOWN_PLACEHOLDER, "muc_khac"),
        (ProblemCode.UNKNOWN_PLACEHOLDER, "muc.la"),
    ]


def test_template_name_of_a_loop_ends_with_it() -> None:
    data = with_paragraph("{% for m in muc %}{{ m.cap }}{% endfor %}{{ m.cap }}")
    assert codes(data) == [(ProblemCode.UNKNOWN_PLACEHOLDER, "m")]


def test_template_without_table_place_is_refused() -> None:
    data = edited(lambda xml: xml.replace("{{p pl.bang }}", ""))
    assert codes(data) == [(ProblemCode.MISSING_PLACEHOLDER, "phu_luc.bang")]


def test_report_template_without_corrections_is_refused() -> None:
    data = edited(lambda xml: xml.replace("dieu_chinh", "can_cu"), kind="report")
    assert check_template(data, sample=samples.report()) == [
        TemplateProblem(ProblemCode.MISSING_PLACEHOLDER, "dieu_chinh")
    ]


def test_template_table_place_inside_a_line_is_refused() -> None:
    data = edited(lambda xml: xml.replace("{{p pl.bang }}", "Bảng: {{ pl.bang }}"))
    assert codes(data) == [(ProblemCode.TABLE_NOT_ALONE, "")]


@pytest.mark.parametrize(
    "text", ["{% if can_cu %}mở", "{{ nguoi_ky", "{{ }}", "{% endfor %}", "{{ a b }}", "{% lạ %}"]
)
def test_template_broken_syntax_is_told(text: str) -> None:
    problems = check_template(with_paragraph(text), sample=samples.plan())
    assert [problem.code for problem in problems] == [ProblemCode.SYNTAX]


def test_template_syntax_problem_shows_the_words_around() -> None:
    (problem,) = check_template(with_paragraph("Trước {{ a b }} sau"), sample=samples.plan())
    assert "Trước" in problem.detail
    assert "<w:" not in problem.detail


@pytest.mark.parametrize(
    "text",
    [
        "{{ nguoi_ky.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ nguoi_ky.upper() }}",
        "{{ nguoi_ky['x'] }}",
        "{{ 9999999999 ** 9999999 }}",
        "{{ 'a' * 999999999 }}",
        "{% for x in range(99999999) %}x{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'word/document.xml' %}",
        "{% import 'os' as os %}",
        "{% macro x() %}{% endmacro %}",
        "{{ nguoi_ky | attr('__class__') }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ can_cu | map(attribute='__class__') | list }}",
        "{% for x in muc recursive %}{{ loop(x) }}{% endfor %}",
        "{{ nguoi_ky | safe }}",
    ],
)
def test_template_with_tricks_is_refused_before_it_runs(text: str) -> None:
    problems = check_template(with_paragraph(text.replace("'", "&apos;")), sample=samples.plan())
    assert problems
    assert {problem.code for problem in problems} <= {
        ProblemCode.REFUSED_CONSTRUCT,
        ProblemCode.UNKNOWN_PLACEHOLDER,
    }
    with pytest.raises(UnusableTemplate):
        render_plan(samples.plan(), template=with_paragraph(text.replace("'", "&apos;")))


def test_template_tricks_in_a_header_are_refused() -> None:
    data = edited(
        lambda xml: xml.replace("<w:r>", "<w:r><w:t>{{ x.__class__ }}</w:t>", 1), part="word/header1.xml"
    )
    assert codes(data) == [(ProblemCode.UNKNOWN_PLACEHOLDER, "x")]


def test_template_placeholder_in_a_header_is_filled() -> None:
    data = edited(
        lambda xml: xml.replace("</w:hdr>", "<w:p><w:r><w:t>{{ so_ky_hieu }}</w:t></w:r></w:p></w:hdr>"),
        part="word/header1.xml",
    )
    assert codes(data) == []
    document = docx.Document(io.BytesIO(render_plan(samples.plan(), template=data)))
    assert document.sections[0].header.paragraphs[1].text == "19/KH-UBND"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.NOT_DOCX),
        (b"xin chao", ProblemCode.NOT_DOCX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ProblemCode.PASSWORD_OR_OLD),
        (b"PK\x03\x04" + b"\0" * 100, ProblemCode.NOT_DOCX),
        (b"x" * (5 * 1024 * 1024 + 1), ProblemCode.TOO_LARGE),
    ],
)
def test_template_that_is_no_docx_is_refused(data: bytes, code: ProblemCode) -> None:
    assert codes(data) == [(code, "")]


def test_template_that_is_a_spreadsheet_is_refused() -> None:
    assert codes(write_package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"})) == [
        (ProblemCode.NOT_DOCX, "")
    ]


def test_template_with_macros_is_refused() -> None:
    parts = {**template_parts("plan"), "word/vbaProject.bin": b"x"}
    assert codes(write_package(parts)) == [(ProblemCode.MACROS, "word/vbaProject.bin")]


def test_template_with_embedded_program_is_refused() -> None:
    parts = {**template_parts("plan"), "word/embeddings/oleObject1.bin": b"x"}
    assert codes(write_package(parts)) == [(ProblemCode.ACTIVE_CONTENT, "word/embeddings/oleObject1.bin")]


def test_template_that_loads_from_elsewhere_is_refused() -> None:
    data = edited(
        lambda xml: xml.replace(
            "</Relationships>",
            '<Relationship Id="rId9" Type="http://x/attachedTemplate" Target="http://evil.test/a.dotm" '
            'TargetMode="External"/></Relationships>',
        ),
        part="word/_rels/document.xml.rels",
    )
    assert codes(data) == [(ProblemCode.EXTERNAL_CONTENT, "http://evil.test/a.dotm")]


def test_template_with_broken_or_entity_xml_is_refused() -> None:
    assert codes(edited(lambda xml: xml[:-20])) == [(ProblemCode.DAMAGED, "word/document.xml")]
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert codes(edited(lambda xml: xml.replace("<w:document", f"{doctype}<w:document", 1))) == [
        (ProblemCode.DAMAGED, "word/document.xml")
    ]


def test_template_zip_bomb_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    assert codes(buffer.getvalue()) == [(ProblemCode.TOO_LARGE, "")]


def test_template_that_cannot_be_used_makes_no_document() -> None:
    with pytest.raises(UnusableTemplate) as refused:
        render_report(samples.report(), template=with_paragraph("{{ la }}"))
    assert TemplateProblem(ProblemCode.UNKNOWN_PLACEHOLDER, "la") in refused.value.problems
