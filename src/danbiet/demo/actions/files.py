"""The handful of files that prove deeds of the demonstration: small Word papers, drawn pictures, one picture as a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

from django.core.files import File
from PIL import Image, ImageDraw

from danbiet.accounts.models import User
from danbiet.exports.render import OfficialHead, ReportDocument, Section, render_report
from danbiet.media.actions import store_file

PAPERS = {
    "nhat-ky-phat-song": (
        "Nhật ký phát sóng",
        "Chuyên mục “Dân hỏi – Chính quyền trả lời”, kênh truyền hình Sóc Trăng",
        ("Thời lượng mỗi kỳ 20 phút, phát chính thứ Tư, phát lại thứ Sáu.", "Kỳ 1: ngày 24/02/2021. Kỳ 2: ngày 24/3/2021."),
    ),
    "tai-lieu-tom-tat": (
        "Tài liệu",
        "Tóm tắt kết quả cải cách hành chính năm 2020, định hướng năm 2021",
        ("Tài liệu dùng trong sinh hoạt nội bộ của cơ quan, đơn vị.", "Gồm sáu lĩnh vực, mỗi lĩnh vực một trang."),
    ),
    "bien-ban-hoi-nghi": (
        "Biên bản",
        "Hội nghị trao đổi kinh nghiệm xây dựng chính quyền thân thiện",
        ("Thành phần: đại diện các sở, ban, ngành và UBND cấp huyện, 74 người.", "Năm tham luận; thống nhất nhân rộng ba mô hình."),
    ),
    "danh-sach-du-tap-huan": (
        "Danh sách",
        "Người dự lớp tập huấn",
        ("Danh sách có ký nhận được lưu tại đơn vị tổ chức.", "Bản trình diễn không ghi tên người dự."),
    ),
    "danh-sach-du-hoi-nghi": (
        "Danh sách",
        "Đại biểu dự hội nghị phổ biến văn bản quy phạm pháp luật",
        ("128 đại biểu, 11 huyện, thị xã, thành phố đều có mặt.", "Bản trình diễn không ghi tên người dự."),
    ),
}  # fmt: skip
RED, BLUE, GOLD, PAPER, INK = "#9b1c1f", "#1f4e79", "#d9a441", "#fbf7ef", "#3a332a"
WIDE, HIGH = 960, 640


def load_files(*, by: User, at: datetime) -> dict[str, tuple[str, int]]:
    """Make and keep the files through the ordinary inspection; by name: kind of proof and the stored file's id."""
    made: dict[str, tuple[str, int]] = {}
    for name, (kind, abstract, lines) in PAPERS.items():
        made[name] = ("file", _keep(_paper(kind, abstract, lines), f"{name}.docx", by=by, at=at))
    for name, draw in (("anh-hoi-nghi", _hall), ("anh-to-roi", _leaflets)):
        made[name] = ("photo", _keep(_picture(draw, "PNG"), f"{name}.png", by=by, at=at))
    made["bien-ban-ban-giao"] = (
        "file",
        _keep(_picture(_receipt, "PDF"), "bien-ban-ban-giao-ban-quet.pdf", by=by, at=at),
    )
    return made


def _keep(content: bytes, name: str, *, by: User, at: datetime) -> int:
    return store_file(File(io.BytesIO(content), name=name), by=by, at=at).pk


def _paper(kind: str, abstract: str, lines: tuple[str, ...]) -> bytes:
    return render_report(
        ReportDocument(
            head=OfficialHead(
                superior="Ủy ban nhân dân tỉnh Sóc Trăng",
                issuer="Sở Nội vụ",
                symbol="SNV",
                place="Sóc Trăng",
                date=date(2021, 5, 28),
                type_name=kind,
                abstract=abstract,
                signer_title="Người lập",
            ),
            sections=(Section(paragraphs=lines),),
        )
    )


def _picture(draw: Callable[[ImageDraw.ImageDraw], None], form: str) -> bytes:
    image = Image.new("RGB", (WIDE, HIGH), PAPER)
    draw(ImageDraw.Draw(image))
    out = io.BytesIO()
    image.save(out, format=form)
    return out.getvalue()


def _hall(pen: ImageDraw.ImageDraw) -> None:
    """A conference hall: a screen, a table, rows of heads."""
    pen.rectangle((0, 0, WIDE, 90), fill=RED)
    pen.rectangle((300, 120, 660, 300), fill=BLUE)
    for place in range(5):
        pen.rectangle((340, 150 + place * 28, 620 - place * 30, 164 + place * 28), fill=PAPER)
    pen.rectangle((180, 330, 780, 372), fill=GOLD)
    for row in range(3):
        for seat in range(11):
            left, top = 60 + seat * 78 + row * 12, 420 + row * 66
            pen.ellipse((left, top, left + 44, top + 44), fill=INK)


def _leaflets(pen: ImageDraw.ImageDraw) -> None:
    """Piles of folded leaflets on a counter."""
    pen.rectangle((0, 430, WIDE, HIGH), fill=GOLD)
    for pile in range(4):
        left = 70 + pile * 220
        for sheet in range(12):
            top = 410 - sheet * 16
            pen.polygon(
                [(left, top), (left + 160, top), (left + 190, top - 30), (left + 30, top - 30)],
                fill=(RED, BLUE)[sheet % 2],
                outline=PAPER,
            )


def _receipt(pen: ImageDraw.ImageDraw) -> None:
    """A scanned form: lines of writing, a table and a round stamp."""
    for line in range(9):
        pen.line((80, 80 + line * 34, 860 - line % 3 * 90, 80 + line * 34), fill=INK, width=4)
    for column in range(5):
        pen.line((80 + column * 190, 410, 80 + column * 190, 560), fill=INK, width=2)
    for row in range(4):
        pen.line((80, 410 + row * 50, 840, 410 + row * 50), fill=INK, width=2)
    pen.ellipse((640, 430, 800, 590), outline=RED, width=7)
    pen.ellipse((664, 454, 776, 566), outline=RED, width=3)
