"""What is wrong with an edition's workbook, in Vietnamese sentences for the terminal."""

from __future__ import annotations

from danbiet.indices.calc.sheets import Problem

REFUSED = {
    "not_excel": "tệp không phải là sổ Excel (.xlsx) đọc được",
    "too_large": "tệp quá lớn, hoặc giải nén ra quá lớn",
    "too_many_rows": "trang tính «{value}» có quá 20.000 dòng",
}
# {value} is what stands in the cell; longest beginning first.
FAULTS = {
    "no_sheet": "thiếu trang tính «{value}»",
    "no_head": "không thấy dòng tiêu đề có đủ các cột: {value}. Mỗi cột phải có tiêu đề riêng trên cùng một dòng, không gộp ô",
    "column_twice": "cột này có hai lần",
    "formula": "ô này là công thức ({value}): hãy dán thành giá trị",
    "error_value": "ô này là giá trị lỗi của Excel ({value})",
    "too_long": "chữ trong ô quá dài",
    "not_a_number": "«{value}» không phải là số",
    "negative": "«{value}» nhỏ hơn 0",
    "not_a_criterion_number": "«{value}» không phải là số thứ tự tiêu chí như 1, 1.1 hay 1.1.1",
    "number_twice": "số thứ tự này đã có ở dòng {value}",
    "no_name": "thiếu nội dung tiêu chí",
    "no_maximum": "điểm tối đa phải lớn hơn 0",
    "not_points": "«{value}»: điểm có nhiều nhất hai chữ số thập phân và nhỏ hơn 100.000",
    "nothing_above": "không có dòng {value} ở cấp trên",
    "maxima_do_not_add_up": "tổng điểm tối đa các dòng dưới không bằng điểm tối đa của dòng này: {value}",
    "rule_above_others": "dòng có các dòng con thì không có cách tính",
    "no_rule": "thiếu cách tính",
    "no_figure": "nguồn điểm là khảo sát hoặc hệ thống thì phải ghi số liệu",
    "no_rows": "không có dòng tiêu chí nào",
    "unknown_rule": "không có cách tính «{value}»",
    "unknown_scorer": "không có nguồn điểm «{value}»",
    "rule.each_out_of_range": "điểm mỗi việc phải lớn hơn 0 và không quá điểm tối đa ({value})",
    "rule.floor_out_of_range": "ngưỡng phải từ 0 đến 100",
    "rule.no_bands": "thiếu các bậc, ví dụ: 100: 1; 90: tỷ lệ; 0: 0",
    "rule.bands_out_of_order": "các bậc phải giảm dần và không trùng: {value}",
    "rule.band_above_maximum": "điểm của bậc vượt điểm tối đa: {value}",
    "rule.band_without_colon": "bậc «{value}» thiếu dấu hai chấm",
    "rule.not_a_number": "«{value}» không phải là số",
    "rule.no_parameter_here": "cách tính này không có tham số («{value}»)",
    "rule": "tham số không dùng được: {value}",
    "empty": "ô này để trống",
    "unit_twice": "mã đơn vị có hai lần: {value}",
    "not_a_grade": "bậc xếp loại phải có mức từ 0 đến 100 và tên",
    "unknown_unit": "không có đơn vị «{value}» ở trang tính Đơn vị",
    "unknown_number": "không có tiêu chí «{value}» ở bộ tiêu chí",
    "not_a_component": "«{value}» có các dòng con, không chấm trực tiếp",
    "twice": "dòng này lặp lại: {value}",
    "no_reason": "điểm khác với điểm trước đó ({value}) thì phải ghi lý do",
    "above_maximum": "vượt điểm tối đa: {value}",
    "not_around": "khoảng tranh chấp phải có cả hai đầu và chứa điểm: {value}",
    "not_yes_no": "«{value}» không phải là có hay không",
    "figures.missing": "thiếu số liệu cho cách tính này",
    "figures.negative": "số liệu nhỏ hơn 0",
    "figures.no_denominator": "mẫu số bằng 0: nếu tiêu chí không áp dụng, hãy ghi ở trang tính Miễn đánh giá",
    "figures.above_maximum": "vượt điểm tối đa: {value}",
    "figures.above_whole": "tử số lớn hơn mẫu số",
    "figures": "số liệu không dùng được",
}


def sentence(problem: Problem) -> str:
    """«Điểm», dòng 7, cột Tử số: … ."""
    key = max((key for key in FAULTS if f"{problem.fault}.".startswith(f"{key}.")), key=len, default="")
    words = FAULTS[key].format(value=problem.value) if key else f"{problem.fault} {problem.value}"
    place = [f"«{problem.sheet}»"]
    if problem.row:
        place.append(f"dòng {problem.row}")
    if problem.column:
        place.append(f"cột {problem.column}")
    return f"{', '.join(place)}: {words}."
