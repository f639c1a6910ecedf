"""The result of a round as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from danbiet.exports.render.workbook import Sheet, workbook_of

from .outcome import STATUS, Outcome, Standing, share

WIDE = dict.fromkeys(("Đơn vị", "Tên", "Khối", "Khối, đối tượng", "Đối tượng"), 36)


def workbook(said: Outcome, standings: Iterable[Standing]) -> bytes:
    """All of it as Excel: winners, units, figures, ranking. Numbers are numbers, words never formulas."""
    sheets = (
        Sheet(
            "Đạt giải", ("Giải", "Khối, đối tượng", "Tên", "Bí danh", "Đơn vị", "Đồng giải"),
            ((one.prize, one.group, one.name, one.code, one.unit, "x" if one.is_shared else "") for one in said.holders),
        ),
        Sheet(
            "Tập thể", ("Khối", "Hạng", "Đơn vị", "Quân số", "Người dự thi", "Tỷ lệ (%)", "Chất lượng", "Điểm", "Ghi chú"),
            (
                (one.block, one.rank, one.name, one.headcount, one.participants, share(one.turnout), share(one.average), share(one.score), STATUS.get(one.status, one.status))
                for one in said.units
            ),
        ),
        Sheet(
            "Số liệu", ("Đối tượng", "Người dự thi", "Bài dự thi", "Đúng tất cả", "Đáp số dự đoán"),
            ((one.name, one.participants, one.entries, one.all_correct, one.target) for one in said.audiences),
        ),
        Sheet("Theo ngày", ("Ngày", "Số bài", "Người dự thi mới"), said.days),
        Sheet(
            "Xếp hạng", ("Đối tượng", "Hạng", "Bí danh", "Đơn vị", "Số câu đúng", "Số câu", "Thời gian (giây)", "Lệch dự đoán"),
            ((one.audience, one.rank, one.code, one.unit, one.correct, one.total, Decimal(one.time_ms) / 1000, one.distance) for one in standings),
        ),
    )  # fmt: skip
    return workbook_of(sheets, wide=WIDE)
