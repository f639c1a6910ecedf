"""5,000 archived questions for `bench questions`: 234 written by hand (danbiet.demo.calc.asked), the others made around them.

Made ones ask about 90 procedures under 14 aspects in many wordings, so that every hand-written question has hard neighbours: the
same procedure asked about otherwise, and the same trouble with another procedure. None of them asks what a hand-written one asks
(`SAME` lists pairs left out), so a key has exactly one answer in the archive. Always the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from danbiet.demo.calc.asked import all_asked

SIZE = 5_000


@dataclass(frozen=True, slots=True)
class Archived:
    key: str
    field: str
    subject: str
    text: str
    answer: str


# field | what citizens call it
PROCEDURES = """
ho-tich | đăng ký khai sinh cho con
ho-tich | trích lục khai sinh
ho-tich | đăng ký lại khai sinh
ho-tich | khai sinh cho trẻ bị bỏ rơi
ho-tich | đăng ký kết hôn
ho-tich | giấy xác nhận tình trạng hôn nhân
ho-tich | ghi chú kết hôn ở nước ngoài
ho-tich | đăng ký khai tử
ho-tich | cải chính hộ tịch
ho-tich | bổ sung thông tin hộ tịch
ho-tich | đăng ký nhận nuôi con nuôi
ho-tich | chấm dứt giám hộ
ho-tich | xin nhập quốc tịch Việt Nam
cu-tru | cấp thẻ căn cước công dân
cu-tru | đổi thẻ căn cước công dân
cu-tru | đăng ký thường trú
cu-tru | đăng ký tạm trú
cu-tru | gia hạn tạm trú
cu-tru | xác nhận thông tin về cư trú
cu-tru | cấp lại hộ chiếu
cu-tru | giấy thông hành sang Campuchia
cu-tru | phiếu lý lịch tư pháp số 1
chung-thuc | sao y bản chính
chung-thuc | chứng thực hợp đồng mua bán xe
chung-thuc | chứng thực hợp đồng thuê nhà
chung-thuc | chứng thực giấy ủy quyền nhận lương hưu
chung-thuc | chứng thực văn bản thỏa thuận phân chia di sản
dat-dai | chuyển nhượng quyền sử dụng đất
dat-dai | hợp thửa đất
dat-dai | cho thuê đất công
dat-dai | chuyển đổi đất giữa các hộ
dat-dai | đăng ký thế chấp quyền sử dụng đất
dat-dai | đính chính giấy chứng nhận
dat-dai | đăng ký tài sản gắn liền với đất
dat-dai | trích lục bản đồ địa chính
dat-dai | giao đất làm nhà ở
dat-dai | gia hạn thuê đất
xay-dung | cấp giấy phép xây dựng nhà ở
xay-dung | giấy phép sửa chữa công trình
xay-dung | giấy phép phá dỡ nhà
xay-dung | mua nhà thuộc sở hữu nhà nước
xay-dung | chứng chỉ hành nghề xây dựng
kinh-doanh | đăng ký hộ kinh doanh
kinh-doanh | thay đổi ngành nghề kinh doanh
kinh-doanh | đăng ký chi nhánh công ty
kinh-doanh | tạm ngừng hoạt động doanh nghiệp
kinh-doanh | giấy phép bán lẻ thuốc lá
kinh-doanh | giấy phép bán lẻ xăng dầu
kinh-doanh | giấy chứng nhận an ninh trật tự
kinh-doanh | thông báo khuyến mại
kinh-doanh | nộp thuế cho thuê nhà
nong-nghiep | kiểm dịch vận chuyển gia súc
nong-nghiep | giấy phép khai thác thủy sản
nong-nghiep | đăng ký nuôi tôm nước lợ
nong-nghiep | cấp mã số vùng trồng
nong-nghiep | hỗ trợ trồng lại vườn cây
nong-nghiep | chứng nhận trang trại
nong-nghiep | giấy chứng nhận VietGAP
doi-song | giấy phép xả nước thải
doi-song | giấy phép đào đường đặt ống nước
doi-song | gắn đồng hồ nước
doi-song | đăng ký xe ba gác
doi-song | sang tên xe máy
doi-song | thi sát hạch lái xe ô tô
doi-song | phù hiệu xe tải
doi-song | giấy phép xe vào đường cấm
an-sinh | trợ cấp người khuyết tật nặng
an-sinh | tiếp nhận vào trung tâm bảo trợ
an-sinh | trợ cấp thờ cúng liệt sĩ
an-sinh | trợ cấp thanh niên xung phong
an-sinh | điều dưỡng người có công
an-sinh | trợ cấp khó khăn đột xuất
an-sinh | giấy chứng nhận hộ có mức sống trung bình
bao-hiem | tham gia bảo hiểm y tế cho học sinh
bao-hiem | điều chỉnh thông tin sổ bảo hiểm xã hội
bao-hiem | trợ cấp ốm đau
bao-hiem | trợ cấp tai nạn lao động
bao-hiem | chế độ tử tuất
bao-hiem | hưởng lương hưu
dich-benh | xét nghiệm nhanh COVID-19
dich-benh | xác nhận hoàn thành cách ly
dich-benh | cấp giấy chứng nhận khỏi bệnh
giao-duc | tuyển sinh lớp 6
giao-duc | tuyển sinh lớp 10
giao-duc | cấp lại giấy chứng nhận tốt nghiệp tạm thời
giao-duc | thành lập nhóm trẻ tư thục
giao-duc | học bổng cho học sinh nghèo
viec-lam | cấp giấy phép lao động cho người nước ngoài
viec-lam | đăng ký nội quy lao động
viec-lam | xét thăng hạng viên chức
mot-cua | nộp hồ sơ tại bộ phận một cửa
mot-cua | chữ ký số cá nhân
van-hoa | giấy phép tổ chức biểu diễn
van-hoa | đăng ký hoạt động câu lạc bộ thể thao
van-hoa | công nhận gia đình văn hóa
van-hoa | sinh hoạt tôn giáo tập trung
"""

# aspect: subjects / sentences; {} is the procedure
ASPECTS: dict[str, tuple[list[str], list[str]]] = {
    "fee": (["Lệ phí {}", "Chi phí khi làm {}", "Mức thu phí {}"],
            ["Xin cho biết làm {} phải đóng bao nhiêu tiền?", "Mức lệ phí {} hiện nay là bao nhiêu, có được miễn giảm không?", "Tôi đi làm {} bị thu cao hơn người khác, vậy mức thu đúng là bao nhiêu?"]),
    "time": (["Thời hạn giải quyết {}", "{} bao lâu có kết quả", "Thời gian giải quyết hồ sơ {}"],
             ["Hồ sơ {} bao nhiêu ngày thì có kết quả?", "Tôi muốn hỏi thời gian giải quyết {} theo quy định là mấy ngày làm việc.", "Nộp {} hôm nay thì khi nào được trả?"]),
    "papers": (["Thành phần hồ sơ {}", "{} cần giấy tờ gì", "Hướng dẫn chuẩn bị hồ sơ {}"],
               ["Xin hướng dẫn thành phần hồ sơ {} gồm những loại giấy nào.", "Muốn {} thì cần chuẩn bị giấy tờ gì và bao nhiêu bộ?", "Tôi chưa rõ hồ sơ {} có phải nộp bản chính không."]),
    "where": (["Nơi nộp hồ sơ {}", "{} làm ở đâu", "Cơ quan có thẩm quyền {}"],
              ["Tôi muốn {} thì nộp hồ sơ ở xã, huyện hay tỉnh?", "Cơ quan nào có thẩm quyền giải quyết {}?", "Cho hỏi địa chỉ tiếp nhận {} hiện nay."]),
    "online": (["Nộp {} trực tuyến", "{} qua Cổng dịch vụ công", "Có thể {} trên mạng không"],
               ["{} đã cung cấp dịch vụ công mức độ mấy, tôi nộp qua mạng được không?", "Tôi nộp {} trực tuyến nhưng hệ thống không cho đính kèm tệp.", "Xin hướng dẫn các bước nộp {} trên Cổng dịch vụ công."]),
    "proxy": (["Nhờ người khác làm thay {}", "Ủy quyền {}", "Nộp thay {}"],
              ["Tôi bận đi làm, có thể nhờ người nhà nộp {} thay không?", "Khi ủy quyền {} thì giấy ủy quyền có phải chứng thực không?", "Con tôi đi {} giùm có được không?"]),
    "late": (["Hồ sơ {} trễ hẹn", "Chậm giải quyết {}", "{} quá hạn chưa có kết quả"],
             ["Tôi nộp {} đã lâu, quá ngày hẹn mà chưa có kết quả.", "Hồ sơ {} của tôi trễ hai tuần, không ai thông báo lý do.", "Đề nghị kiểm tra vì sao {} của tôi chậm."]),
    "wrong": (["Kết quả {} ghi sai thông tin", "Sai sót khi {}", "Đính chính kết quả {}"],
              ["Khi nhận kết quả {} tôi phát hiện ghi sai họ tên, phải làm sao?", "Kết quả {} in sai địa chỉ, sửa lại có tốn phí không?"]),
    "refused": (["Hồ sơ {} bị trả lại", "Từ chối tiếp nhận {}", "Không được giải quyết {}"],
                ["Cán bộ không nhận hồ sơ {} của tôi mà không nói rõ lý do.", "Hồ sơ {} bị trả vì cho rằng không đủ điều kiện, như vậy có đúng không?"]),
    "form": (["Mẫu tờ khai {}", "Cách ghi đơn {}", "Tải mẫu đơn {}"],
             ["Tôi tìm mẫu tờ khai {} ở đâu?", "Trong tờ khai {} mục số 5 ghi như thế nào?"]),
    "valid": (["Giá trị sử dụng của {}", "{} có thời hạn bao lâu", "Hiệu lực của kết quả {}"],
              ["Kết quả {} có giá trị trong mấy tháng?", "Giấy tờ về {} cấp năm ngoái còn dùng được không?"]),
    "conditions": (["Điều kiện để {}", "Đối tượng được {}", "Ai được {}"],
                   ["Xin hỏi điều kiện để {} theo quy định mới.", "Trường hợp của tôi có thuộc đối tượng được {} không?"]),
    "post": (["Nhận kết quả {} tại nhà", "Trả kết quả {} qua bưu chính", "Gửi {} qua đường bưu điện"],
             ["Kết quả {} có gửi về tận nhà không?", "Tôi đăng ký nhận {} qua bưu chính công ích nhưng chưa thấy giao."]),
    "attitude": (["Thái độ phục vụ khi làm {}", "Cán bộ gây khó khi làm {}", "Góp ý về việc giải quyết {}"],
                 ["Khi tôi đến làm {}, nhân viên trả lời thiếu nhiệt tình.", "Tôi góp ý về cách hướng dẫn {} còn rườm rà."]),
}  # fmt: skip

OPENINGS = ["Kính gửi quý cơ quan. ", "", "", "Tôi ở {place}. ", "Gia đình tôi sống tại {place}. ", "Cho tôi hỏi. ", "Tôi là công nhân, quê {place}. ", "Em là sinh viên, hộ khẩu {place}. ", "Tôi 62 tuổi, ở {place}. ", "Vợ chồng tôi mới về {place} sinh sống. "]  # fmt: skip
CIRCUMSTANCES = ["", "", "", "Tôi đang đi làm xa, ít khi về được. ", "Gia đình tôi thuộc hộ cận nghèo. ", "Do dịch COVID-19 nên việc đi lại khó khăn. ", "Tôi là người dân tộc Khmer. ", "Trước đây tôi có hỏi nhưng mỗi nơi trả lời một khác. ", "Giấy tờ cũ của tôi đã hư. ", "Tôi mới chuyển đến đây được nửa năm. ", "Mẹ tôi lớn tuổi không tự đi được. ", "Tôi cần gấp để bổ sung hồ sơ xin việc. ", "Người thân của tôi ở nước ngoài. "]  # fmt: skip
CLOSINGS = ["", "", "Mong được hướng dẫn cụ thể.", "Xin cảm ơn.", "Tôi chân thành cảm ơn.", "Rất mong quý cơ quan trả lời sớm.", "Kính mong xem xét."]  # fmt: skip
PLACES = ["xã Thới An Hội", "xã Phú Tâm", "phường 2", "phường 7", "thị trấn Mỹ Xuyên", "xã An Lạc Tây", "thị trấn Long Phú", "xã Vĩnh Hải", "xã Tham Đôn", "xã Lịch Hội Thượng", "xã Đại Ân 1", "phường Khánh Hòa", "xã Lâm Tân", "xã Mỹ Hương", "xã Hồ Đắc Kiện", "thị trấn Phú Lộc", "xã Trung Bình", "xã Ba Trinh"]  # fmt: skip
ANSWERS = {
    "fee": "Mức thu thực hiện theo nghị quyết của Hội đồng nhân dân tỉnh, niêm yết tại nơi tiếp nhận; hộ nghèo, người có công được miễn.",
    "time": "Thời hạn tính theo ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ và ghi trên giấy hẹn.",
    "papers": "Hồ sơ gồm đơn theo mẫu, giấy tờ tùy thân xuất trình và giấy tờ chứng minh; nộp một bộ.",
    "where": "Hồ sơ nộp tại Bộ phận Tiếp nhận và Trả kết quả của cơ quan có thẩm quyền hoặc Trung tâm Phục vụ hành chính công.",
    "online": "Thủ tục được cung cấp trực tuyến; đăng nhập tài khoản, điền biểu mẫu điện tử và đính kèm tệp không quá 10 MB.",
    "proxy": "Người khác có thể nộp thay và xuất trình giấy tờ tùy thân, trừ trường hợp phải ký trước mặt công chức.",
    "late": "Cơ quan đã rà soát, xin lỗi ông (bà) và sẽ trả kết quả trong tuần.",
    "wrong": "Sai sót do cơ quan cấp thì sửa miễn phí trong ngày; ông (bà) mang theo kết quả và giấy tờ gốc.",
    "refused": "Việc từ chối phải bằng văn bản nêu rõ lý do; ông (bà) nộp lại để được hướng dẫn bổ sung một lần.",
    "form": "Biểu mẫu đăng trên Cổng dịch vụ công của tỉnh và phát miễn phí tại quầy.",
    "valid": "Giá trị sử dụng ghi trên giấy tờ; hết hạn thì làm thủ tục cấp mới.",
    "conditions": "Điều kiện quy định tại nghị định hiện hành; ông (bà) gửi thông tin cụ thể để được xác định.",
    "post": "Dịch vụ bưu chính công ích trả kết quả trong 2 ngày, cước theo bảng giá.",
    "attitude": "Đơn vị ghi nhận, chấn chỉnh và mong ông (bà) đánh giá trên hệ thống.",
}
# Pairs that would ask what a hand-written question asks.
SAME = {
    ("đăng ký khai sinh cho con", "where"), ("trích lục khai sinh", "where"), ("trích lục khai sinh", "conditions"), ("đăng ký kết hôn", "where"), ("đăng ký kết hôn", "conditions"),
    ("đăng ký khai tử", "where"), ("cấp thẻ căn cước công dân", "where"), ("cấp thẻ căn cước công dân", "late"), ("cấp thẻ căn cước công dân", "conditions"),
    ("đổi thẻ căn cước công dân", "wrong"), ("cấp thẻ căn cước công dân", "wrong"), ("đổi thẻ căn cước công dân", "late"), ("đăng ký tạm trú", "refused"), ("cấp lại hộ chiếu", "online"),
    ("phiếu lý lịch tư pháp số 1", "proxy"), ("sao y bản chính", "fee"), ("sao y bản chính", "refused"), ("sao y bản chính", "online"),
    ("chuyển nhượng quyền sử dụng đất", "papers"), ("chuyển nhượng quyền sử dụng đất", "fee"), ("chuyển nhượng quyền sử dụng đất", "late"), ("cấp giấy phép xây dựng nhà ở", "papers"),
    ("cấp giấy phép xây dựng nhà ở", "conditions"), ("cấp giấy phép xây dựng nhà ở", "valid"), ("đăng ký hộ kinh doanh", "papers"), ("đăng ký hộ kinh doanh", "where"), ("đăng ký hộ kinh doanh", "conditions"),
    ("nộp hồ sơ tại bộ phận một cửa", "attitude"), ("nộp hồ sơ tại bộ phận một cửa", "proxy"), ("nộp hồ sơ tại bộ phận một cửa", "late"), ("nộp hồ sơ tại bộ phận một cửa", "post"), ("nộp hồ sơ tại bộ phận một cửa", "refused"), ("nộp hồ sơ tại bộ phận một cửa", "papers"),
    ("nộp hồ sơ tại bộ phận một cửa", "wrong"), ("giấy xác nhận tình trạng hôn nhân", "conditions"), ("giấy xác nhận tình trạng hôn nhân", "papers"),
}  # fmt: skip


def archive(size: int = SIZE) -> Iterator[Archived]:
    """So many questions: the hand-written ones first."""
    written = [Archived(one.key, one.field, one.subject, one.text, one.answer) for one in all_asked()]
    yield from written[:size]
    dice = random.Random(20211215)
    pairs = [
        (field, what, aspect)
        for field, what in (line.split(" | ") for line in PROCEDURES.strip().split("\n"))
        for aspect in ASPECTS
        if (what, aspect) not in SAME
    ]
    for number in range(size - len(written)):
        if number % len(pairs) == 0:
            dice.shuffle(pairs)
        yield _made(dice, *pairs[number % len(pairs)])


def _made(dice: random.Random, field: str, what: str, aspect: str) -> Archived:
    subjects, sentences = ASPECTS[aspect]
    place = dice.choice(PLACES)
    subject = dice.choice(subjects).format(what)
    text = (
        dice.choice(OPENINGS).format(place=place)
        + dice.choice(CIRCUMSTANCES)
        + dice.choice(sentences).format(what)
    )
    return Archived(
        f"{what}/{aspect}",
        field,
        subject[0].upper() + subject[1:],
        f"{text[0].upper()}{text[1:]} {dice.choice(CLOSINGS)}".strip(),
        ANSWERS[aspect],
    )
