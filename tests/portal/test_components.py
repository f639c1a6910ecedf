"""The components say and draw what their parameters ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from danbiet.portal.calc import bar_shape, heat_level, toggled_sort


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def asked(path: str) -> HttpRequest:
    return RequestFactory().get(path)


def test_bar_shape_below_its_mark_has_a_gap_up_to_the_mark() -> None:
    shape = bar_shape(Decimal("61.75"), Decimal(79))
    assert (shape.fill, shape.gap_from, shape.gap, shape.mark) == ("61.8%", "61.8%", "17.2%", "79.0%")


def test_bar_shape_beyond_its_mark_has_no_gap() -> None:
    shape = bar_shape(Decimal(83), Decimal(54))
    assert (shape.gap, shape.mark) == ("", "54.0%")


def test_bar_shape_outside_the_scale_is_drawn_at_the_edge() -> None:
    assert bar_shape(Decimal(140), Decimal(100)).fill == "100.0%"
    assert bar_shape(Decimal(140), Decimal(100)).mark == "99.6%"
    assert bar_shape(Decimal(-3), None).fill == "0.0%"


def test_bar_shape_where_nothing_is_due_has_no_mark() -> None:
    assert bar_shape(Decimal(0), Decimal(0)).mark == ""


@pytest.mark.parametrize(
    ("share", "level"), [("0", 1), ("39.9", 1), ("40", 2), ("60", 3), ("80", 4), ("99.9", 4), ("100", 5)]
)
def test_heat_level_changes_at_its_lower_edges(share: str, level: int) -> None:
    assert heat_level(Decimal(share)) == level


def test_toggled_sort_turns_the_sorted_column_round() -> None:
    assert toggled_sort("ten", "") == ("ten", "")
    assert toggled_sort("ten", "ten") == ("-ten", "ascending")
    assert toggled_sort("ten", "-ten") == ("ten", "descending")


def test_bar_is_drawn_with_attributes_in_english_and_words_in_vietnamese_notation() -> None:
    html = shown("{% bar share 79 'Nhóm 9' %}", share=Decimal("61.8"))
    assert 'width="61.8%"' in html
    assert 'aria-label="Nhóm 9: 61,8\u00a0%, mốc phải đạt 79,0\u00a0%"' in html
    assert "style=" not in html


def test_percent_rounds_halves_up_and_shows_nothing_as_a_dash() -> None:
    source = "{{ a|percent }}|{{ a|percent:0 }}|{{ b|percent }}|{{ c|percent }}"
    assert shown(source, a=Decimal("61.85"), b=None, c=0) == "61,9\u00a0%|62\u00a0%|–|0,0\u00a0%"


def test_dates_are_vietnamese_and_moments_local() -> None:
    moment = datetime(2021, 1, 25, 18, 5, tzinfo=UTC)
    source = "{{ day|viet_date }}|{{ moment|viet_date }}|{{ moment|viet_datetime }}|{{ none|viet_date }}"
    got = shown(source, day=date(2021, 1, 6), moment=moment, none=None)
    assert got == "06/01/2021|26/01/2021|01:05 26/01/2021|"


def test_mark_finds_words_without_their_tone_marks_and_escapes_the_rest() -> None:
    html = shown("{{ text|mark:q }}", text="Sở <b> Tư pháp, tư pháp", q="tu PHAP")
    assert html == "Sở &lt;b&gt; <mark>Tư pháp</mark>, <mark>tư pháp</mark>"


def test_mark_of_nothing_changes_nothing() -> None:
    assert shown("{{ text|mark:q }}", text="a & b", q="") == "a &amp; b"


def test_query_changes_one_parameter_and_keeps_the_others() -> None:
    request = asked("/?don_vi=tp&trang=3&q=t%E1%BB%9D+r%C6%A1i")
    html = shown("{% query trang=4 don_vi=None as url %}{{ url|safe }}", request=request)
    assert html == "?trang=4&q=t%E1%BB%9D+r%C6%A1i"


def test_column_sorted_now_says_so_and_forgets_the_page() -> None:
    html = shown('{% column "ten" "Tên" %}', request=asked("/?sap=ten&trang=3&q=a"))
    assert 'aria-sort="ascending"' in html
    assert 'href="?sap=-ten&amp;q=a"' in html


def test_column_without_key_is_plain_text() -> None:
    assert "href" not in shown('{% column "" "Tên" %}', request=asked("/"))


def test_pager_of_one_page_is_nothing() -> None:
    page = Paginator(range(3), 20).page(1)
    assert "<nav" not in shown("{% pager page %}", page=page, request=asked("/"))


def test_pager_in_the_middle_leads_both_ways_and_keeps_the_query() -> None:
    page = Paginator(range(356), 20).page(2)
    html = shown("{% pager page %}", page=page, request=asked("/?q=a"))
    assert 'href="?q=a&amp;trang=1" rel="prev"' in html
    assert 'href="?q=a&amp;trang=3" rel="next"' in html
    assert "21–40 trong số 356" in html
    assert html.count('aria-current="page"') == 1


class Sample(forms.Form):
    phone = forms.CharField(label="Số điện thoại", help_text="Để báo kết quả", min_length=10)
    ways = forms.ChoiceField(label="Cách báo", choices=[("sms", "Tin nhắn")], widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi chú", required=False)


def test_field_with_an_error_names_hint_and_error_to_the_reader() -> None:
    html = shown("{% field form.phone %}", form=Sample({"phone": "09", "ways": "sms"}))
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'id="id_phone_helptext"' in html
    assert 'id="id_phone_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_of_radios_is_a_named_group() -> None:
    html = shown("{% field form.ways %}", form=Sample())
    assert "<fieldset" in html
    assert "<legend" in html
    assert "Tin nhắn" in html


def test_field_not_needed_says_so() -> None:
    assert "(không bắt buộc)" in shown("{% field form.note %}", form=Sample())


def test_errors_lead_to_their_fields_and_are_counted() -> None:
    html = shown("{% errors form %}", form=Sample({"phone": "09"}))
    assert "Còn 2 chỗ cần sửa" in html
    assert 'href="#id_phone"' in html
    assert 'href="#id_ways"' in html


def test_errors_of_a_good_form_are_nothing() -> None:
    assert shown("{% errors form %}", form=Sample({"phone": "0912345678", "ways": "sms"})).strip() == ""


def test_status_unknown_is_refused() -> None:
    with pytest.raises(KeyError):
        shown('{% status "finished" %}')


def test_heat_never_says_100_of_what_is_not_all_done() -> None:
    rows = [
        {
            "number": 1,
            "label": "Nhóm",
            "cells": [{"percent": Decimal("99.6")}, {"percent": Decimal(100)}, {"percent": None}],
        }
    ]
    html = shown(
        "{% heat columns rows 'Mức đạt' %}",
        columns=[{"label": "T1"}, {"label": "T2"}, {"label": "T3"}],
        rows=rows,
    )
    assert '<td class="h4">99</td>' in html
    assert '<td class="h5">100</td>' in html
    assert "không có chỉ tiêu" in html


def test_heat_below_half_says_it_in_words() -> None:
    rows = [{"label": "Nhóm", "cells": [{"percent": Decimal("49.5")}]}]
    html = shown("{% heat columns rows 'Mức đạt' %}", columns=[{"label": "T1"}], rows=rows)
    assert 'class="h2 low">50<span class="sr">, dưới 50 %</span>' in html
