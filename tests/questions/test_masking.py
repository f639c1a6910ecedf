"""What names a person in a Vietnamese text is found however it is spelled; dates, documents and money are left alone."""

import pytest

from danbiet.questions.calc.masking import WORDS, findings, known, leaks, masked
from danbiet.questions.enums import Finding

PHONE, IDENTITY, EMAIL = WORDS["phone"], WORDS["identity"], WORDS["email"]
ACCOUNT, PLATE, ADDRESS, NAME = WORDS["account"], WORDS["plate"], WORDS["address"], WORDS["name"]

MASKED = [
    # telephone numbers
    ("Xin gọi tôi số 0912345678 nhé", f"Xin gọi tôi số {PHONE} nhé"),
    ("Xin gọi 0912 345 678.", f"Xin gọi {PHONE}."),
    ("Xin gọi 0912.345.678, cảm ơn", f"Xin gọi {PHONE}, cảm ơn"),
    ("Xin gọi 0912-345-678", f"Xin gọi {PHONE}"),
    ("Xin gọi 09 12 34 56 78 buổi tối", f"Xin gọi {PHONE} buổi tối"),
    ("Xin gọi 0 9 1 2 3 4 5 6 7 8", f"Xin gọi {PHONE}"),
    ("Xin gọi +84912345678", f"Xin gọi {PHONE}"),
    ("Xin gọi +84 912 345 678", f"Xin gọi {PHONE}"),
    ("Xin gọi (+84) 912.345.678", f"Xin gọi {PHONE}"),
    ("Xin gọi 84912345678", f"Xin gọi {PHONE}"),
    ("số máy bàn 02993822345", f"số máy bàn {PHONE}"),
    ("máy bàn (0299) 3 822 345 giờ hành chính", f"máy bàn {PHONE} giờ hành chính"),
    ("số cũ 01234567890", f"số cũ {PHONE}"),
    ("sđt: 912345678", f"sđt: {PHONE}"),
    ("zalo 0388.11.22.33 nha", f"zalo {PHONE} nha"),
    ("o9l? không, o912345678", f"o9l? không, {PHONE}"),
    ("sdt0912345678", f"sdt{PHONE}"),
    ("ĐT:0799123456", f"ĐT:{PHONE}"),
    ("không chín một hai ba bốn năm sáu bảy tám là số của tôi", f"{PHONE} là số của tôi"),
    ("０９１２３４５６７８ (toàn chiều rộng)", f"{PHONE} (toàn chiều rộng)"),
    ("លេខ ០៩១២៣៤៥៦៧៨", f"លេខ {PHONE}"),
    ("liên hệ 0912345678 hoặc 0987654321", f"liên hệ {PHONE} hoặc {PHONE}"),
    # identity papers
    ("CCCD 094085001234 cấp năm 2021", f"CCCD {IDENTITY} cấp năm 2021"),
    ("căn cước công dân số 094 085 001 234", f"căn cước công dân số {IDENTITY}"),
    ("số 094085001234 của tôi", f"số {IDENTITY} của tôi"),
    ("CMND 365123456 cấp ngày 12/05/2010", f"CMND {IDENTITY} cấp ngày 12/05/2010"),
    ("chứng minh nhân dân số: 365 123 456", f"chứng minh nhân dân số: {IDENTITY}"),
    ("giấy cũ ghi 365123456 sai", f"giấy cũ ghi {IDENTITY} sai"),
    ("số định danh cá nhân 094085001234", f"số định danh cá nhân {IDENTITY}"),
    ("hộ chiếu B1234567", f"hộ chiếu {IDENTITY}"),
    ("sổ BHXH 9412345678 bị trùng", f"sổ BHXH {IDENTITY} bị trùng"),
    ("thẻ GD 4 94 94 123 45678", f"thẻ {IDENTITY}"),
    ("mã số thuế 8412345678", f"mã số thuế {IDENTITY}"),
    ("sổ đỏ CH 123456 bị mất", f"sổ đỏ {IDENTITY} bị mất"),
    # mail
    ("Gửi về nguyenvana@gmail.com giúp", f"Gửi về {EMAIL} giúp"),
    ("Gửi về nguyen.van-a_85@soctrang.edu.vn", f"Gửi về {EMAIL}"),
    ("mail nguyenvana (at) gmail.com", f"mail {EMAIL}"),
    ("mail nguyenvana @ gmail.com", f"mail {EMAIL}"),
    ("trang facebook.com/nguyenvana85 của tôi", f"trang {EMAIL} của tôi"),
    # accounts
    ("STK 7600205123456 Agribank", f"STK {ACCOUNT} Agribank"),
    ("số tài khoản: 0123 4567 8901", f"số tài khoản: {ACCOUNT}"),
    ("chuyển vào tài khoản Vietcombank 0741000123456", f"chuyển vào tài khoản Vietcombank {ACCOUNT}"),
    # plates
    ("xe 83-F1 123.45 của tôi", f"xe {PLATE} của tôi"),
    ("xe 83F1-12345", f"xe {PLATE}"),
    ("xe 83f1-123.45", f"xe {PLATE}"),
    ("ô tô 83A-123.45 đậu trước nhà", f"ô tô {PLATE} đậu trước nhà"),
    ("biển số 83 - P2 1234", f"biển số {PLATE}"),
    ("xe tải 65C 12345 chạy ẩu", f"xe tải {PLATE} chạy ẩu"),
    # addresses
    ("nhà ở số nhà 12 đường Lê Lợi, phường 6", f"nhà ở {ADDRESS}, phường 6"),
    ("Tôi ở số 45/12 đường Nguyễn Huệ, thành phố Sóc Trăng", f"Tôi ở {ADDRESS}, thành phố Sóc Trăng"),
    ("số 12 Nguyễn Thị Minh Khai bị ngập", f"{ADDRESS} bị ngập"),
    ("trước hẻm 45 đường Trần Hưng Đạo", f"trước {ADDRESS}"),
    ("nhà số 7B ấp Phú Bình", f"{ADDRESS} ấp Phú Bình"),
    ("thửa đất số 123, tờ bản đồ số 45 xã Phú Tâm", f"{ADDRESS} xã Phú Tâm"),
    ("so nha 12 duong le loi, phuong 6", f"{ADDRESS}, phuong 6"),
    # names
    ("Tôi tên là Nguyễn Văn A, ngụ phường 2", f"Tôi tên là {NAME}, ngụ phường 2"),
    ("Tôi tên Thạch Thị Sà Rây ở Vĩnh Châu", f"Tôi tên {NAME} ở Vĩnh Châu"),
    ("tôi tên là nguyễn văn an ở ấp 3", f"tôi tên là {NAME} ở ấp 3"),
    ("Họ và tên: TRẦN THỊ BÍCH NGỌC", f"Họ và tên: {NAME}"),
    ("Con tôi tên Minh, 6 tuổi", f"Con tôi tên {NAME}, 6 tuổi"),
    ("Tôi là Lý Thanh Tùng, xin hỏi", f"Tôi là {NAME}, xin hỏi"),
    ("ông Nguyễn Văn Bảy kế bên lấn đất", f"ông {NAME} kế bên lấn đất"),
    ("chồng tôi là Danh Hoàng Nam mất năm 2019", f"chồng tôi là {NAME} mất năm 2019"),
    ("Xin cảm ơn.\nTrần Văn Út", f"Xin cảm ơn.\n{NAME}"),
    ("Kính thư, Lê Hoàng Phúc", f"Kính thư, {NAME}"),
]

LEFT_ALONE = [
    "Kế hoạch số 19/KH-UBND ngày 26/01/2021 của UBND tỉnh",
    "Nghị định 30/2020/NĐ-CP ngày 05/3/2020",
    "Quyết định 468/QĐ-TTg và Thông tư số 01/2018/TT-VPCP",
    "Luật số 45/2013/QH13, điều 100 khoản 1",
    "ngày 09/12/2021 lúc 15 giờ 30",
    "từ 09.12.2021 đến 15.12.2021",
    "lệ phí 1.500.000 đồng, tiền đất 912.345.678 đồng",
    "giá 365123456 đồng một công đất",
    "đền bù 0,5 tỷ đồng, hỗ trợ 50000000đ",
    "vay 100.000.000 trả 12 tháng",
    "diện tích 1.234,5 m2, chiều dài 12 km",
    "đất 30 m2 1500 đồng một mét",
    "tổng đài 1022 và 1900 6162, khẩn cấp 113",
    "năm 2019, 2020 và 2021",
    "giai đoạn 2011-2020, 2021-2025",
    "hồ sơ mức độ 3, mức độ 4 trên Cổng dịch vụ công",
    "đường Lê Lợi bị ngập nước",
    "ông Ba kế bên và bà Tư bán quán",
    "em năm nay 17 tuổi, có đăng ký kết hôn được không",
    "Tôi là nông dân, tôi là giáo viên hợp đồng",
    "Tôi là Giám đốc hợp tác xã",
    "Công an xã nói phải về huyện",
    "Chủ tịch Hồ Chí Minh, đường Lê Hồng Phong",
    "hộ chiếu phổ thông gắn chíp",
    "nộp hồ sơ ngày 12-4-2021 tới nay 8 tháng",
    "trường tiểu học Phường 6, trường THPT Hoàng Diệu",
    "tài khoản Dịch vụ công bị khóa từ 01/2021",
    "làm việc từ 7 giờ đến 11 giờ 30, chiều 13 giờ đến 17 giờ",
    "bảo hiểm y tế hộ gia đình 804.600 đồng mỗi người",
    "tên sản phẩm là bánh pía",
    "Ảnh đường hư kèm theo",
    "Ảnh Đường Lê Lợi",
    "co dang ky ket hon duoc khong",
    "con cao lắm rồi mà bé mai đi học",
    "bà hà tiện quá",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_what_names_somebody_is_masked(text: str, expected: str) -> None:
    assert masked(text, findings(text)) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_documents_dates_money_are_left_alone(text: str) -> None:
    assert masked(text, findings(text)) == text


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_masking_twice_changes_nothing_more(text: str, expected: str) -> None:
    once = masked(text, findings(text))

    assert masked(once, findings(once)) == once


ASKER = known(
    name="Trần Thị Ngọc Hân", phone="0912 345 678, 0299.3822345", email="ngochan.tran@yahoo.com.vn",
    address="12/5 đường Lý Thường Kiệt, khóm 3, phường 4, thành phố Sóc Trăng",
)  # fmt: skip

KNOWN = [
    ("Ngọc Hân gửi", f"{NAME} gửi"),
    ("tran thi ngoc han", NAME),
    ("TRẦN THỊ NGỌC HÂN", NAME),
    ("Tran.Thi-Ngoc_Han", NAME),
    ("facebook tranthingochan", f"facebook {NAME}"),
    ("T. T. Ngọc Hân", NAME),
    ("Trần T.N. Hân", NAME),
    ("chị Hân nói", f"chị {NAME} nói"),
    ("Trần Thị Ngọc Hân".encode().decode(), NAME),
    ("Tra\u0302\u0300n Thi\u0323 Ngo\u0323c Ha\u0302n đó", f"{NAME} đó"),
    ("số 912345678", f"số {PHONE}"),
    ("84-912-345-678", PHONE),
    ("0.9.1.2.3.4.5.6.7.8", PHONE),
    ("0912/345/678", PHONE),
    ("0912\u200b345\u200b678", PHONE),
    ("0912 345 678 đồng", f"{PHONE} đồng"),
    ("chín một hai, ba bốn năm, sáu bảy tám", PHONE),
    ("3822345", "3822345"),  # without its area: a number of seven digits is anybody's
    ("NGOCHAN.TRAN@YAHOO.COM.VN", EMAIL),
    ("ngochan.tran tại yahoo", f"{EMAIL} tại yahoo"),
    ("ngochan.tran (a) yahoo . com . vn", EMAIL),
    ("12/5 Lý Thường Kiệt", "12/5 Lý Thường Kiệt"),  # not as given, and no house is named: left to the desk
    ("nhà số 12/5, đường Lý Thường Kiệt", ADDRESS),
    ("12/5 duong ly thuong kiet", ADDRESS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_the_askers_own_values_are_always_masked(text: str, expected: str) -> None:
    found = findings(text, ASKER)

    assert masked(text, found) == expected
    assert all(one.is_known for one in found)


def test_a_masked_text_has_no_leak_and_a_careless_one_names_it() -> None:
    text = "Chị Trần Thị Ngọc Hân ở ấp 2 hỏi, điện thoại ông Nguyễn Văn Bảy 0987654321"

    found = findings(text, ASKER)
    careless = masked(text, [one for one in found if not one.is_known])

    assert [one.text for one in leaks(careless, ASKER)] == ["Trần Thị Ngọc Hân"]
    assert leaks(masked(text, found), ASKER) == []


def test_a_name_of_common_words_is_not_found_in_common_words() -> None:
    asker = known(name="Trần Công An")

    assert leaks("Công an xã nói em năm nay chưa đủ tuổi", asker) == []
    assert [one.text for one in leaks("trần công an", asker)] == ["trần công an"]


def test_every_finding_says_where_it_stands() -> None:
    text = "Gọi 0912345678, xe 83-F1 123.45"

    found = findings(text)

    assert [(one.start, one.end, one.kind, one.text) for one in found] == [
        (4, 14, "phone", "0912345678"), (19, 31, "plate", "83-F1 123.45"),
    ]  # fmt: skip


def test_every_kind_has_its_word() -> None:
    assert set(WORDS) == set(Finding.values)


@pytest.mark.parametrize(
    "text",
    [
        "0" * 5000,
        "số " * 3000,
        "9 " * 4000,
        "Nguyễn " * 2000,
        "a@" * 3000,
        "khong mot " * 1000,
        "tôi tên " * 1500,
    ],
)
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    import time

    began = time.process_time()
    findings(text, ASKER)

    assert time.process_time() - began < 1.5
