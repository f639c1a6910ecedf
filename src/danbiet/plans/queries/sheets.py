"""Plans as Excel files: filled in the form that the importer reads, or empty with a guide."""

from __future__ import annotations

from datetime import date

from danbiet.exports.render import OfficialHead, PlanDocument
from danbiet.exports.render.plan_sheet import render_plan_sheet
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of

from ..models import Plan
from .documents import plan_document
from .files import WordFile, plain_name

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDE = (
    "Cách điền bảng kế hoạch",
    "Phía trên bảng: số và ký hiệu, địa danh và ngày ban hành, tên kế hoạch. Để dấu “…” khi chưa có số, ngày.",
    "Mỗi nhóm nội dung là một dòng: số La Mã ở cột STT (I, II, III …), tên nhóm ở cột bên cạnh. Không có nhóm cũng được.",
    "Mỗi nhiệm vụ là một dòng: số thứ tự ở cột STT, nội dung ở cột “Nội dung, nhiệm vụ”.",
    "Hình thức: truyền hình, tin bài, hội nghị, tờ rơi … Mỗi hình thức một dòng trong ô, hoặc cách nhau bằng dấu chấm phẩy.",
    "Đối tượng: người dân, cán bộ công chức, doanh nghiệp … Có thể để trống.",
    "Sản phẩm: viết như trong văn bản. Chỉ tiêu: số lượng và đơn vị tính, ví dụ “≥ 10 kỳ”, “5.000 tờ rơi”, “mỗi đơn vị 02 tin/tháng”.",
    "Đơn vị chủ trì, đơn vị phối hợp: tên đầy đủ hoặc tên viết tắt; cách nhau bằng dấu chấm phẩy. Có thể viết “các sở, ban, ngành”.",
    "Thời gian: “Quý I”, “Tháng 5/2021”, “Hàng tháng”, “Thường xuyên”, “Từ 01/3 đến 30/6/2021”. Để trống nghĩa là cả năm.",
    "Không cần giữ đúng thứ tự cột; tên cột có thể khác (ví dụ “Cơ quan thực hiện”, “Tiến độ”). Ô gộp được đọc như trong Word.",
    "Công thức chỉ được đọc bằng giá trị đã tính sẵn. Tệp có macro, có mật khẩu không được nhận.",
)


def plan_sheet_file(plan: Plan) -> WordFile:
    """The plan as an Excel file; read again it is the same plan. Six queries."""
    content = render_plan_sheet(plan_document(plan))
    return WordFile(f"{plain_name(plan.number or f'du-thao-ke-hoach-{plan.year}')}.xlsx", content)


def empty_plan_sheet(unit_id: int, *, year: int, on: date) -> WordFile:
    """The empty form with a guide on its second sheet, under the unit's own head."""
    office = office_of(unit_id, units=tree(on), on=on)
    head = OfficialHead(
        issuer=office.issuer,
        symbol=f"KH-{office.symbol}",
        place=office.place,
        year=year,
        type_name="Kế hoạch",
        abstract=f"Tuyên truyền cải cách hành chính năm {year}",
    )
    content = render_plan_sheet(PlanDocument(head=head), guide=GUIDE, empty_rows=30)
    return WordFile(f"mau-ke-hoach-{year}.xlsx", content)
