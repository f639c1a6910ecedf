"""Every component with its states on one page, for those who build screens and those who judge them.

The sample texts are data in Vietnamese, after plan 19/KH-UBND; the figures agree with each other.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from danbiet.org.forms import DayField

GROUPS: list[tuple[str, int, int, str]] = [
    ("Chuyên mục “Dân hỏi – Chính quyền trả lời”", 80, 77, "on_track"),
    ("Chương trình tổng thể CCHC giai đoạn 2021–2030", 83, 54, "on_track"),
    ("Phát sóng video đạt giải Hội thi CCHC năm 2020", 100, 100, "done"),
    ("Chuyên mục CCHC trên Cổng TTĐT và trang thành phần", 66, 79, "at_risk"),
    ("Cải cách thể chế, phổ biến pháp luật", 50, 79, "overdue"),
    ("Truyền thanh cơ sở, tuyên truyền bằng tiếng Khmer", 0, 0, "not_started"),
]
MONTHS: list[list[int | None]] = [
    [None, 100, 100, 100, 90, 80, 70, 60, 80, 75],
    [None, None, None, None, None, None, 60, 100, 100, 90],
    [100, 100, 100, 100, 100, 100, None, None, None, None],
    [70, 74, 88, 72, 68, 55, 40, 45, 71, 62],
    [None, None, 100, None, None, 100, None, None, 0, None],
    [88, 86, 92, 90, 84, 82, 70, 68, 84, 86],
]


class SampleForm(forms.Form):
    """One field of every sort."""

    phone = forms.CharField(label="Số điện thoại", help_text="Để báo khi có kết quả", min_length=10)
    unit = forms.ChoiceField(
        label="Đơn vị",
        choices=[("", "Chọn đơn vị"), ("tp", "Sở Tư pháp"), ("nv", "Sở Nội vụ")],
        help_text="Gõ vài chữ để tìm",
    )
    on = DayField(label="Ngày thực hiện", help_text="Ngày/tháng/năm, ví dụ 26/01/2021")
    words = forms.CharField(label="Nội dung đã làm", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    proof = forms.FileField(
        label="Tệp minh chứng", help_text="PDF, ảnh hoặc Word, không quá 50 MB", required=False
    )
    language = forms.ChoiceField(
        label="Ngôn ngữ", choices=[("vi", "Tiếng Việt"), ("km", "Tiếng Khmer")], widget=forms.RadioSelect
    )
    is_public = forms.BooleanField(label="Cho phép công khai minh chứng này", required=False)
    locked = forms.CharField(label="Đã khóa", initial="Số liệu đã chốt", disabled=True)


class SampleFilter(forms.Form):
    """A list's filter."""

    q = forms.CharField(label="Từ khóa", required=False)
    unit = forms.ChoiceField(
        label="Đơn vị chủ trì", choices=[("", "Tất cả đơn vị"), ("tp", "Sở Tư pháp")], required=False
    )
    state = forms.ChoiceField(
        label="Tình trạng", choices=[("", "Tất cả"), ("overdue", "Quá hạn")], required=False
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    """The desk's side. Open to everybody where people develop, to signed-in officials elsewhere."""
    if not _may_look(request):
        return redirect_to_login(request.get_full_path())
    page = Paginator(range(1, 357), 20).get_page(request.GET.get("trang", 2))
    context: dict[str, Any] = {
        "good_form": SampleForm(initial={"unit": "tp", "language": "vi", "is_public": True}),
        "bad_form": SampleForm(
            {"sai-phone": "0912 34", "sai-on": "31/02/2021", "sai-words": "Đã họp"}, prefix="sai"
        ),
        "filter_form": SampleFilter(request.GET, prefix="loc"),
        "review_form": SampleForm(prefix="xet"),
        "page": page,
        "desk_nav": _desk_nav(),
        "me": {"name": "Trần Thị B", "role": "Chuyên viên", "unit": "Sở Tư pháp"},
        "crumbs": [{"label": "Trang chủ", "url": "/"}, {"label": "Bộ thành phần"}],
        "tabs": [
            {"label": "Đang xử lý", "url": "?", "count": 12, "is_current": True},
            {"label": "Chờ duyệt", "url": "?", "count": 0},
            {"label": "Đã công bố", "url": "?"},
        ],
        **_figures(),
        **_lists(),
    }
    return render(request, "portal/styleguide.html", context)


def public_styleguide(request: HttpRequest) -> HttpResponse:
    """The public side: header, hero, the year's plan as bars, groups that open, the tree of units, footer."""
    if not _may_look(request):
        return redirect_to_login(request.get_full_path())
    context: dict[str, Any] = {
        "site_owner": "Ủy ban nhân dân tỉnh Sóc Trăng",
        "site_place": "tỉnh Sóc Trăng",
        "site_desk": "Sở Nội vụ tỉnh Sóc Trăng",
        "site_nav": [
            {"label": "Trang chủ", "url": "/"},
            {"label": "Kế hoạch năm", "url": "?", "is_current": True},
            {"label": "Đơn vị", "url": "?"},
        ],
        **_figures(),
        **_lists(),
    }
    return render(request, "portal/styleguide_public.html", context)


def _may_look(request: HttpRequest) -> bool:
    return bool(settings.DANBIET_STYLEGUIDE or request.user.is_authenticated)


def _desk_nav() -> list[dict[str, Any]]:
    return [
        {
            "label": "",
            "items": [{"label": "Việc hôm nay", "url": "?", "count": 9, "is_due": True, "is_current": True}],
        },
        {
            "label": "Kế hoạch",
            "items": [
                {"label": "Kế hoạch của tỉnh", "url": "?"},
                {"label": "Minh chứng chờ xét", "url": "?", "count": 64},
                {"label": "Báo cáo quý III", "url": "?"},
            ],
        },
    ]


def _figures() -> dict[str, Any]:
    groups = [
        {
            "number": at,
            "title": title,
            "url": "?",
            "percent": Decimal(done),
            "expected": Decimal(due),
            "status": state,
        }
        for at, (title, done, due, state) in enumerate(GROUPS, start=1)
    ]
    months = [{"label": f"T{m}", "name": f"Tháng {m}", "is_now": m == 10} for m in range(1, 13)]
    rows = [
        {
            "number": group["number"],
            "label": group["title"],
            "url": "?",
            "cells": [
                {"percent": None if value is None else Decimal(value), "url": "?" if value else ""}
                for value in line
            ]
            + [{"percent": None, "is_future": True}] * 2,
        }
        for group, line in zip(groups, MONTHS, strict=True)
    ]
    why = {
        "rows": [
            {"label": "9.1 Tờ rơi", "working": "3.400 ÷ 5.000", "value": "68,0 %", "url": "?"},
            {
                "label": "9.2 Video",
                "working": "video 1: 2/2 lượt (thực phát 4); video 2: 0/2 → 1 ÷ 2",
                "value": "50,0 %",
            },
            {"label": "9.3 Tập huấn", "working": "1 ÷ 1", "value": "100,0 %"},
            {"label": "9.4 Tin hằng tháng", "working": "7 ÷ 24; tháng 3 đăng 3, tính 2", "value": "29,2 %"},
        ],
        "totals": [
            {"label": "(68,0 + 50,0 + 100,0 + 29,2) ÷ 4", "value": "61,8 %"},
            {"label": "Làm tròn để hiển thị", "value": "62 %"},
        ],
        "notes": [
            "Phần vượt của video 1 và của tháng 3 không bù cho phần thiếu khác.",
            "Mốc 79 % = 288 ngày đã qua ÷ 365 ngày của năm.",
        ],
    }
    chart = {
        "chart_columns": ["Đơn vị", "Đạt"],
        "chart_rows": [["Sở Tư pháp", "71,0"], ["Sở Nội vụ", "88,5"], ["UBND huyện Kế Sách", "64,2"]],
    }
    return {"groups": groups, "months": months, "heat_rows": rows, "why": why, **chart}


def _lists() -> dict[str, Any]:
    strip = [
        (7, "pause"),
        (8, "count"),
        (9, "off"),
        (10, "off"),
        (11, "count"),
        (12, "count"),
        (13, "count"),
        (14, "count"),
    ]
    notes = {"pause": "nhận", "count": "tính", "off": "nghỉ"}
    days = [{"date": date(2021, 10, day), "state": state, "note": notes[state]} for day, state in strip]
    days += [
        {"date": date(2021, 10, 15), "state": "count", "note": "hôm nay", "is_today": True},
        {"date": date(2021, 10, 16), "state": "off", "note": "nghỉ"},
        {"date": date(2021, 10, 17), "state": "off", "note": "nghỉ"},
        {"date": date(2021, 10, 18), "state": "due", "note": "hạn"},
    ]
    todo = [
        {
            "title": "Quá hạn",
            "count": "1 việc",
            "items": [
                {
                    "at": "04/10",
                    "title": "Báo kết quả hội nghị phổ biến pháp luật quý III",
                    "url": "?",
                    "detail": "Nhiệm vụ 11.3, Kế hoạch 19/KH-UBND",
                    "kind": "task",
                    "state": "overdue",
                    "state_label": "Trễ 9 ngày",
                }
            ],
        },
        {
            "title": "Hôm nay, thứ Sáu 15/10",
            "count": "2 việc",
            "items": [
                {
                    "at": "17:00",
                    "title": "Nộp 03 minh chứng hội nghị cấp huyện",
                    "url": "?",
                    "detail": "Nhiệm vụ 11.2, còn thiếu biên bản của 3 huyện",
                    "kind": "evidence",
                    "state": "at_risk",
                    "state_label": "Còn 2 giờ",
                },
                {
                    "at": "17:00",
                    "title": "Báo cáo quý III về tuyên truyền cải cách hành chính",
                    "url": "?",
                    "detail": "Số liệu đã tự tổng hợp, còn 2 đoạn nhận xét",
                    "kind": "report",
                    "state": "waiting",
                    "state_label": "Chờ đơn vị",
                },
            ],
        },
    ]
    proofs = [
        {
            "on": date(2021, 10, 12),
            "title": "Biên nhận phát 600 tờ rơi tại 11 Bộ phận Một cửa cấp huyện",
            "url": "?",
            "detail": "Bản quét PDF, trang 2–4; Sở TT&TT",
            "quantity": "+600 tờ",
        },
        {
            "on": date(2021, 9, 28),
            "title": "Tờ rơi song ngữ Việt – Khmer phát tại huyện Trần Đề",
            "url": "?",
            "detail": "6 ảnh, có ký nhận; UBND huyện Trần Đề",
            "quantity": "+1.200 tờ",
            "state": "waiting",
            "state_label": "Chờ xem xét",
        },
    ]
    return {
        "days": days,
        "todo": todo,
        "proofs": proofs,
        "waiting": [
            {
                "title": "Kế hoạch tuyên truyền quý IV",
                "url": "?",
                "detail": "Giám đốc Sở giữ, 2 ngày làm việc",
            }
        ],
        "files": [
            {"type": "PDF", "title": "Kế hoạch 19/KH-UBND", "url": "?", "detail": "bản ký, 412 kB"},
            {"type": "DOCX", "title": "Kế hoạch và phụ lục", "url": "?", "detail": "bản Word, 68 kB"},
        ],
        "line": [
            {"label": "Trình duyệt", "detail": "07/10/2021, Lê Văn C", "state": "past"},
            {"label": "Bị trả lại", "detail": "Thiếu biên bản của 3 huyện", "state": "bad"},
            {"label": "Đang bổ sung", "detail": "Sở Tư pháp giữ 4 ngày làm việc", "state": "now"},
            {"label": "Chấp nhận", "detail": "trước ngày 18/10/2021", "state": "next"},
        ],
        "steps": [
            {"label": "Chọn tệp", "url": "?"},
            {"label": "Xem lại"},
            {"label": "Nhập"},
            {"label": "Ban hành"},
        ],
        "table_columns": [
            {"label": "Đơn vị"},
            {"label": "Nhận", "number": True},
            {"label": "Đúng hạn", "number": True},
        ],
        "table_rows": [["Sở Tư pháp", "65", "93,8 %"], ["UBND huyện Kế Sách", "41", "85,4 %"]],
        "table_total": ["Cộng", "106", "90,6 %"],
    }
