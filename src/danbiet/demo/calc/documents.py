"""Official documents of the demonstration. Real ones name their source and carry no file; invented ones say that they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .texts import Words, p, points

INVENTED = "Văn bản của bản trình diễn, không có trong thực tế."
REBUILT = "Số, ngày, tên kế hoạch và các nhóm 1 đến 7 theo tin đã công bố của Sở Tư pháp; phần còn lại được dựng lại để trình diễn."
GOVERNMENT_SITE = (
    'Toàn văn: <a href="https://vanban.chinhphu.vn">vanban.chinhphu.vn</a>. Trang này chỉ tóm tắt.'
)
GOVERNMENT, PROVINCE, HOME = "Chính phủ", "Ủy ban nhân dân tỉnh Sóc Trăng", "Sở Nội vụ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file of an invented document: its parts as they are printed. `rows`: a table at the end, headings first."""

    type_name: str
    issuer: str
    superior: str = PROVINCE
    number: str
    on: date
    abstract: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[tuple[str, ...], ...] = ()
    signer_title: str = "Giám đốc"
    recipients: tuple[str, ...] = ("Các sở, ban, ngành tỉnh", "UBND các huyện, thị xã, thành phố")


DOCUMENTS = (
    Words(
        name="nd-61-2018",
        on=date(2021, 1, 12),
        unit="VPUBND",
        title="Về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
        summary="Quy định việc tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa và việc đánh giá, xin lỗi khi trễ hẹn.",
        body=(p(GOVERNMENT_SITE),),
        extra={"number": "61/2018/NĐ-CP", "type": "NĐ", "issued_on": date(2018, 4, 23), "issuer": GOVERNMENT,
               "in_force_from": date(2018, 6, 21)},
    ),
    Words(
        name="qd-1149",
        on=date(2021, 1, 14),
        unit="SNV",
        title="Phê duyệt Đề án “Xác định Chỉ số cải cách hành chính của các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương”",
        summary="Bộ tiêu chí chấm điểm cải cách hành chính hằng năm; căn cứ để tỉnh xếp hạng các cơ quan, đơn vị.",
        body=(p("Ban hành kèm Đề án và bảng tiêu chí. Trang này chỉ tóm tắt; toàn văn do Bộ Nội vụ công bố."),),
        extra={"number": "1149/QĐ-BNV", "type": "QĐ", "issued_on": date(2020, 12, 30), "issuer": "Bộ Nội vụ"},
    ),
    Words(
        name="kh-19",
        on=date(2021, 1, 27),
        unit="SNV",
        title="Tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
        summary=f"Mười ba nhóm nội dung, 42 nhiệm vụ, đơn vị chủ trì và thời gian của từng việc. {REBUILT}",
        body=(
            p("Tiến độ từng nhiệm vụ được cập nhật hằng ngày tại trang kế hoạch; tệp đính kèm là bản Word và bản quét trang đầu."),
        ),
        task="13.2",
        files=("ke-hoach-19", "ke-hoach-19-ban-quet"),
        extra={"number": "19/KH-UBND", "type": "KH", "issued_on": date(2021, 1, 26), "issuer": PROVINCE, "issuer_unit": "94",
               "in_force_from": date(2021, 1, 26), "expires_on": date(2021, 12, 31)},
    ),
    Words(
        name="cv-niem-yet",
        on=date(2021, 4, 9),
        unit="VPUBND",
        title="Đôn đốc niêm yết thủ tục hành chính tại Bộ phận Một cửa cấp huyện, cấp xã",
        summary=f"Nêu năm lỗi niêm yết hay gặp và hạn khắc phục trước ngày 15/5/2021. {INVENTED}",
        body=(points("Niêm yết bản cũ.", "Chữ quá nhỏ.", "Thiếu lệ phí.", "Treo chỗ khuất.", "Không có bản tiếng Khmer ở nơi cần."),),
        task="8.1",
        files=("cv-niem-yet",),
        extra={"number": "902/VP-KSTT", "type": "CV", "issued_on": date(2021, 4, 8), "issuer": "Văn phòng UBND tỉnh", "issuer_unit": "VPUBND"},
    ),
    Words(
        name="nq-76",
        on=date(2021, 7, 21),
        unit="VPUBND",
        title="Ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 – 2030",
        summary="Mục tiêu, sáu nội dung cải cách và trách nhiệm của các cấp trong mười năm.",
        body=(p(GOVERNMENT_SITE), points("Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Tài chính công", "Chính phủ điện tử, chính phủ số")),
        extra={"number": "76/NQ-CP", "type": "NQ", "issued_on": date(2021, 7, 15), "issuer": GOVERNMENT, "in_force_from": date(2021, 7, 15)},
    ),
    Words(
        name="kh-hoi-thi-cu",
        on=date(2021, 7, 20),
        unit="SNV",
        title="Tổ chức Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        summary=f"Đối tượng, hình thức, thời gian, cách chấm điểm và giải thưởng. {INVENTED}",
        body=(p("Văn bản này đã được thay thế: thời gian thi lùi từ 01/9 sang 15/9 và bỏ phần thi tập trung."),),
        files=("kh-hoi-thi-cu",),
        extra={"number": "57/KH-SNV", "type": "KH", "issued_on": date(2021, 7, 16), "issuer": HOME, "issuer_unit": "SNV",
               "in_force_from": date(2021, 7, 16)},
    ),
    Words(
        name="kh-hoi-thi",
        on=date(2021, 8, 27),
        unit="SNV",
        title="Điều chỉnh Kế hoạch tổ chức Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        summary=f"Thay thế Kế hoạch số 57/KH-SNV: thi hoàn toàn trực tuyến từ ngày 15/9/2021. {INVENTED}",
        body=(p("Các đơn vị đã phổ biến thể lệ cũ cần thông báo lại cho người dự thi, nhất là thời gian mở cổng."),),
        files=("kh-hoi-thi", "kh-hoi-thi-ban-quet"),
        extra={"number": "71/KH-SNV", "type": "KH", "issued_on": date(2021, 8, 26), "issuer": HOME, "issuer_unit": "SNV",
               "in_force_from": date(2021, 8, 26), "supersedes": "kh-hoi-thi-cu"},
    ),
    Words(
        name="hd-truc-tuyen",
        on=date(2021, 9, 10),
        unit="STTTT",
        title="Hướng dẫn người dân nộp hồ sơ và thanh toán lệ phí trực tuyến",
        summary=f"Dùng cho công chức một cửa và tổ hỗ trợ: câu hỏi thường gặp, cách xử lý khi hồ sơ báo lỗi. {INVENTED}",
        body=(p("Bản rút gọn một trang để dán tại quầy nằm ở phụ lục của tệp."),),
        task="9.4",
        files=("hd-truc-tuyen",),
        extra={"number": "34/HD-STTTT", "type": "HD", "issued_on": date(2021, 9, 9), "issuer": "Sở Thông tin và Truyền thông", "issuer_unit": "STTTT",
               "in_force_from": date(2021, 9, 10)},
    ),
    Words(
        name="bc-9-thang",
        on=date(2021, 10, 12),
        unit="SNV",
        title="Kết quả tuyên truyền cải cách hành chính 9 tháng đầu năm 2021",
        summary=f"Tiến độ 13 nhóm nội dung, việc chậm và kiến nghị quý IV. {INVENTED}",
        body=(p("Số liệu trong báo cáo được khóa tại thời điểm gửi; thay đổi sau đó hiện ở trang kế hoạch."),),
        files=("bc-9-thang",),
        extra={"number": "118/BC-SNV", "type": "BC", "issued_on": date(2021, 10, 11), "issuer": HOME, "issuer_unit": "SNV"},
    ),
    Words(
        name="tb-mot-cua-moi",
        on=date(2021, 12, 14),
        unit="STTTT",
        title="Chuyển hệ thống một cửa điện tử sang phiên bản mới",
        summary=f"Thời gian chuyển, việc mỗi đơn vị phải làm trước và sau ngày 18/12/2021. {INVENTED}",
        body=(p("Mỗi đơn vị cử một đầu mối trực trong ngày chuyển và báo lỗi theo mẫu trong tệp."),),
        files=("tb-mot-cua-moi",),
        extra={"number": "45/TB-STTTT", "type": "TB", "issued_on": date(2021, 12, 13), "issuer": "Sở Thông tin và Truyền thông", "issuer_unit": "STTTT",
               "in_force_from": date(2021, 12, 18), "expires_on": date(2021, 12, 31)},
    ),
    Words(
        name="nd-107-2021",
        on=date(2021, 12, 13),
        unit="VPUBND",
        title="Sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
        summary="Trọng tâm: số hóa hồ sơ và kết quả giải quyết thủ tục hành chính.",
        body=(p(GOVERNMENT_SITE),),
        extra={"number": "107/2021/NĐ-CP", "type": "NĐ", "issued_on": date(2021, 12, 6), "issuer": GOVERNMENT, "in_force_from": date(2021, 12, 6)},
    ),
)  # fmt: skip

FILES = {
    "cv-niem-yet": Written(
        type_name="Công văn", issuer="Văn phòng Ủy ban nhân dân tỉnh", number="902/VP-KSTT", on=date(2021, 4, 8),
        abstract="Đôn đốc niêm yết thủ tục hành chính tại Bộ phận Một cửa cấp huyện, cấp xã",
        signer_title="KT. Chánh Văn phòng\nPhó Chánh Văn phòng",
        sections=(
            ("1. Kết quả kiểm tra", (
                "Kiểm tra 24 bộ phận một cửa, 15 nơi niêm yết đầy đủ, đúng phiên bản; 9 nơi còn sót hoặc dùng bản đã hết hiệu lực.",
                "Lỗi thường gặp: niêm yết bản cũ, chữ quá nhỏ, thiếu mức lệ phí, treo ở chỗ khuất, không có bản tiếng Khmer ở nơi có đông đồng bào Khmer.",
            )),
            ("2. Đề nghị", (
                "Rà soát toàn bộ danh mục, thay bản cũ trước ngày 15 tháng 5 năm 2021.",
                "Cỡ chữ không nhỏ hơn 14; đặt bảng ở độ cao người ngồi xe lăn đọc được.",
            )),
        ),
    ),
    "kh-hoi-thi-cu": Written(
        type_name="Kế hoạch", issuer=HOME, number="57/KH-SNV", on=date(2021, 7, 16),
        abstract="Tổ chức Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        sections=(
            ("I. ĐỐI TƯỢNG", ("Cán bộ, công chức, viên chức, người lao động trong các cơ quan, đơn vị trên địa bàn tỉnh.",)),
            ("II. HÌNH THỨC", ("Thi trực tuyến vòng một; mười đơn vị cao điểm nhất dự vòng hai tập trung.",)),
            ("III. THỜI GIAN", ("Vòng một từ ngày 01 tháng 9 đến ngày 30 tháng 9 năm 2021; vòng hai trong tháng 11 năm 2021.",)),
        ),
    ),
    "kh-hoi-thi": Written(
        type_name="Kế hoạch", issuer=HOME, number="71/KH-SNV", on=date(2021, 8, 26),
        abstract="Điều chỉnh Kế hoạch tổ chức Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh năm 2021",
        sections=(
            ("I. NỘI DUNG ĐIỀU CHỈNH", (
                "Bỏ vòng thi tập trung; Hội thi gồm một vòng trực tuyến, mỗi người được làm nhiều lượt, lấy lượt có nhiều câu đúng nhất rồi đến lượt nhanh nhất.",
                "Thời gian thi từ 7 giờ ngày 15 tháng 9 năm 2021.",
            )),
            ("II. CÁCH TÍNH ĐIỂM ĐƠN VỊ", ("Điểm đơn vị gồm tỷ lệ người dự thi trên tổng số người và điểm trung bình của mười lượt tốt nhất.",)),
            ("III. HIỆU LỰC", ("Kế hoạch này thay thế Kế hoạch số 57/KH-SNV ngày 16 tháng 7 năm 2021.",)),
        ),
    ),
    "hd-truc-tuyen": Written(
        type_name="Hướng dẫn", issuer="Sở Thông tin và Truyền thông", number="34/HD-STTTT", on=date(2021, 9, 9),
        abstract="Người dân nộp hồ sơ và thanh toán lệ phí trực tuyến",
        sections=(
            ("1. Trước khi nộp", ("Chuẩn bị số điện thoại đang dùng, ảnh chụp giấy tờ rõ bốn góc, thẻ ngân hàng hoặc ví điện tử nếu muốn trả lệ phí ngay.",)),
            ("2. Khi hồ sơ báo lỗi", (
                "Lỗi thiếu tệp: kiểm tra dung lượng, mỗi tệp không quá 10 MB.",
                "Lỗi không khớp thông tin: so lại họ tên, ngày sinh với giấy tờ tùy thân.",
                "Không tự sửa quá hai lần; gọi đường dây hỗ trợ và đọc mã hồ sơ.",
            )),
        ),
        rows=(("Câu hỏi", "Trả lời một câu"), ("Có phải nộp lại bản giấy?", "Không, trừ khi thông báo tiếp nhận ghi rõ."),
              ("Quên mã hồ sơ?", "Tra bằng số điện thoại đã đăng ký."), ("Muốn rút hồ sơ?", "Bấm “Rút hồ sơ” trước khi có người xử lý.")),
    ),
    "bc-9-thang": Written(
        type_name="Báo cáo", issuer=HOME, number="118/BC-SNV", on=date(2021, 10, 11),
        abstract="Kết quả tuyên truyền cải cách hành chính 9 tháng đầu năm 2021",
        sections=(
            ("I. KẾT QUẢ", (
                "Các nhóm nội dung 3, 4, 5 đã hoàn thành trong sáu tháng đầu năm. Chuyên mục “Dân hỏi – Chính quyền trả lời” phát tám kỳ, nhận hơn 400 câu hỏi.",
                "Dịch Covid-19 làm chậm các hoạt động tập trung; nhiều đơn vị chuyển sang truyền thanh cơ sở và mạng xã hội.",
            )),
            ("II. VIỆC CHẬM", ("Tờ gấp pháp luật đạt 70%; một số trang thành phần chưa đủ hai tin mỗi tháng.",)),
            ("III. KIẾN NGHỊ", ("Đề nghị các đơn vị gửi minh chứng trong vòng năm ngày sau khi thực hiện.",)),
        ),
        rows=(("Nhóm nội dung", "Trạng thái"), ("3, 4, 5", "Hoàn thành"), ("8, 9", "Có nguy cơ chậm"), ("11", "Quá hạn một nhiệm vụ"), ("Còn lại", "Đúng tiến độ")),
    ),
    "tb-mot-cua-moi": Written(
        type_name="Thông báo", issuer="Sở Thông tin và Truyền thông", number="45/TB-STTTT", on=date(2021, 12, 13),
        abstract="Chuyển hệ thống một cửa điện tử sang phiên bản mới",
        sections=(
            ("1. Thời gian", ("Từ 12 giờ đến 18 giờ ngày 18 tháng 12 năm 2021; trong thời gian này chỉ tra cứu hồ sơ.",)),
            ("2. Việc của đơn vị", ("Trả hết hồ sơ đến hạn trước 11 giờ 30; cử đầu mối trực; ghi lỗi theo mẫu kèm theo.",)),
        ),
    ),
}  # fmt: skip
