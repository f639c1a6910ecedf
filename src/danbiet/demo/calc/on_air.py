"""A year on the air as it might have been: channels, programmes, twelve editions of the column, what loudspeakers read.

That the column, the station and the newspaper existed is known; editions, times and words are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

STATION, PAPER = "DPTTH", "BAOST"


@dataclass(frozen=True, slots=True)
class ChannelWords:
    code: str
    name: str
    kind: str
    unit: str
    language: str = "vi"


CHANNELS = (
    ChannelWords("stv1", "STV1", "tv", STATION),
    ChannelWords("stv2", "STV2 (tiếng Khmer)", "tv", STATION, "km"),
    ChannelWords("phat-thanh", "Phát thanh Sóc Trăng", "radio", STATION),
    ChannelWords("bao-soc-trang", "Báo Sóc Trăng", "newspaper", PAPER),
    ChannelWords("trang-bao", "Trang mạng xã hội Báo Sóc Trăng", "social", PAPER),
)

LOUDSPEAKERS = (  # code of the commune, its name as the loudspeakers bear it
    ("31549", "xã Thới An Hội"), ("31552", "xã Nhơn Mỹ"), ("31573", "xã Phú Tâm"), ("31579", "xã Long Hưng"),
    ("31618", "xã An Thạnh 1"), ("31645", "thị trấn Đại Ngãi"), ("31723", "xã Ngọc Tố"), ("31753", "xã Mỹ Quới"),
    ("31756", "thị trấn Phú Lộc"), ("31795", "xã Vĩnh Hải"), ("31673", "thị trấn Trần Đề"), ("31687", "xã Tài Văn"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    key: str
    title: str
    kind: str
    unit: str
    minutes: int
    channels: tuple[str, ...]
    task: str
    language: str = "vi"


PROGRAMMES = (
    ProgrammeWords("column", "Dân hỏi – Chính quyền trả lời", "column", STATION, 25, ("stv1", "phat-thanh"), "1.1"),
    ProgrammeWords("reform", "Cải cách hành chính và cuộc sống", "thematic", STATION, 15, ("stv1",), "6.1"),
    ProgrammeWords("khmer", "Chính quyền với đồng bào Khmer", "thematic", STATION, 20, ("stv2",), "", "km"),
    ProgrammeWords("prizes", "Video đạt giải Hội thi cải cách hành chính năm 2020", "spot", STATION, 4, ("stv1",), "3.1"),
    ProgrammeWords("page", "Trang Cải cách hành chính", "column", PAPER, 1, ("bao-soc-trang",), ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A question of an edition: what it is called, what is said about it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the column: its day on STV1, title, parts, guest (name, position)."""

    on: date
    title: str
    parts: tuple[Part, ...]
    guest: tuple[str, str]


OPENING = (
    "Kính chào quý vị và bà con. Chuyên mục Dân hỏi – Chính quyền trả lời kỳ này nhận được nhiều câu hỏi gửi qua đường dây "
    "nóng, qua thư và qua cổng hỏi đáp của tỉnh. Chúng tôi đã chuyển đến cơ quan có thẩm quyền và xin gửi tới bà con câu trả lời."
)
CLOSING = (
    "Bà con còn điều gì chưa rõ, xin gửi câu hỏi qua cổng hỏi đáp của tỉnh hoặc gọi đường dây nóng của Đài. "
    "Xin cảm ơn và hẹn gặp lại bà con trong kỳ sau."
)


def _answer(who: str, rule: str, steps: str) -> str:
    return (
        f"Câu hỏi này được chuyển đến {who}. Theo {who}, {rule} Bà con thực hiện như sau: {steps} Nếu quá thời hạn mà chưa có "
        f"kết quả, bộ phận một cửa phải thông báo bằng văn bản, nêu rõ lý do, xin lỗi và hẹn lại ngày trả. Mọi khoản phí, lệ phí "
        f"đều được niêm yết công khai; cán bộ không được yêu cầu thêm giấy tờ ngoài quy định."
    )


EDITIONS = (
    Edition(
        date(2021, 2, 26), "Giấy chứng nhận quyền sử dụng đất: khi nào có kết quả?",
        (
            Part("Cấp giấy chứng nhận lần đầu mất bao lâu?", _answer("Sở Tài nguyên và Môi trường", "hồ sơ đủ và hợp lệ được giải quyết trong 30 ngày làm việc, xã vùng khó khăn thêm 10 ngày.", "nộp hồ sơ tại bộ phận một cửa cấp huyện hoặc trên Cổng dịch vụ công, nhận phiếu hẹn, theo dõi bằng mã hồ sơ.")),
            Part("Tách thửa cho con cần giấy tờ gì?", _answer("Văn phòng Đăng ký đất đai", "phải bảo đảm diện tích tối thiểu theo quyết định của tỉnh.", "làm đơn đề nghị tách thửa, kèm giấy chứng nhận bản gốc, rồi công chứng hợp đồng tặng cho.")),
        ),
        ("Nguyễn Trọng Khải", "Phó Giám đốc Văn phòng Đăng ký đất đai tỉnh"),
    ),
    Edition(
        date(2021, 3, 26), "Hộ tịch, chứng thực ở xã",
        (
            Part("Đăng ký khai sinh trễ có bị phạt không?", _answer("Sở Tư pháp", "đăng ký khai sinh quá 60 ngày thì bị nhắc nhở, không thu lệ phí với trẻ em.", "mang giấy chứng sinh và giấy tờ tùy thân của cha mẹ đến Ủy ban nhân dân xã.")),
            Part("Chứng thực bản sao có phải chờ hôm sau?", _answer("Sở Tư pháp", "bản sao được chứng thực ngay trong ngày, nộp sau 15 giờ thì hẹn ngày làm việc kế tiếp.", "mang bản chính đến bất kỳ Ủy ban nhân dân xã nào, không phụ thuộc nơi cư trú.")),
        ),
        ("Lâm Thị Kim Cúc", "Trưởng phòng Hành chính tư pháp, Sở Tư pháp"),
    ),
    Edition(
        date(2021, 4, 23), "Bảo hiểm y tế hộ gia đình",
        (Part("Mất thẻ bảo hiểm y tế thì khám bệnh thế nào?", _answer("Bảo hiểm xã hội tỉnh", "người bệnh có thể dùng thẻ trên ứng dụng điện thoại hoặc căn cước công dân gắn chip.", "cài ứng dụng, đăng ký tại bưu điện xã hoặc bảo hiểm xã hội huyện, thẻ giấy được cấp lại trong 5 ngày.")),),
        ("Trịnh Văn Lành", "Phó Giám đốc Bảo hiểm xã hội tỉnh"),
    ),
    Edition(
        date(2021, 5, 28), "Đăng ký kinh doanh hộ cá thể",
        (
            Part("Mở quán nước nhỏ có phải đăng ký không?", _answer("Sở Kế hoạch và Đầu tư", "người bán hàng rong, quà vặt, làm dịch vụ thu nhập thấp không phải đăng ký.", "các trường hợp khác nộp một bộ hồ sơ ở phòng Tài chính – Kế hoạch huyện, ba ngày làm việc có giấy.")),
            Part("Tạm ngừng kinh doanh vì dịch bệnh làm thế nào?", _answer("Sở Kế hoạch và Đầu tư", "hộ kinh doanh thông báo trước ít nhất ba ngày làm việc.", "gửi thông báo tạm ngừng trên mạng, không phải đến tận nơi.")),
        ),
        ("Đặng Thị Tố Nga", "Trưởng phòng Đăng ký kinh doanh, Sở Kế hoạch và Đầu tư"),
    ),
    Edition(
        date(2021, 6, 25), "Nộp hồ sơ trực tuyến mức độ 3, mức độ 4",
        (Part("Không rành máy tính thì nộp hồ sơ trên mạng ra sao?", _answer("Sở Thông tin và Truyền thông", "bộ phận một cửa có người hướng dẫn và máy dùng chung.", "đến bộ phận một cửa hoặc bưu điện, được giúp lập tài khoản và nộp hồ sơ không mất tiền.")),),
        ("Võ Quốc Thái", "Phó Giám đốc Sở Thông tin và Truyền thông"),
    ),
    Edition(
        date(2021, 7, 30), "Hỗ trợ người lao động gặp khó khăn do dịch bệnh",
        (
            Part("Lao động tự do được hỗ trợ những gì?", _answer("Sở Lao động – Thương binh và Xã hội", "mức hỗ trợ và đối tượng theo quyết định của tỉnh.", "làm đơn gửi Ủy ban nhân dân xã nơi cư trú; danh sách được niêm yết công khai.")),
            Part("Chưa nhận được tiền hỗ trợ thì hỏi ai?", _answer("Sở Lao động – Thương binh và Xã hội", "xã phải trả lời rõ vì sao chưa có tên trong danh sách.", "hỏi bộ phận một cửa xã, hoặc gọi tổng đài của huyện.")),
        ),
        ("Sơn Minh Thắng", "Phó Giám đốc Sở Lao động – Thương binh và Xã hội"),
    ),
    Edition(
        date(2021, 8, 27), "Giấy đi đường, luồng xanh và khai báo y tế",
        (Part("Chở lúa qua chốt kiểm soát cần giấy gì?", _answer("Sở Giao thông vận tải", "xe chở hàng thiết yếu được ưu tiên, lái xe có kết quả xét nghiệm còn hiệu lực.", "đăng ký trên mạng, in mã dán trên xe, không phải đến trụ sở.")),),
        ("Huỳnh Tấn Phước", "Phó Giám đốc Sở Giao thông vận tải"),
    ),
    Edition(
        date(2021, 9, 24), "Đầu năm học: chuyển trường, miễn giảm học phí",
        (Part("Con theo cha mẹ về quê, chuyển trường thế nào?", _answer("Sở Giáo dục và Đào tạo", "trường nơi đến tiếp nhận trước, bổ sung giấy tờ sau.", "phụ huynh làm đơn tại trường nơi chuyển đến; không thu bất kỳ khoản nào.")),),
        ("Châu Thị Ngọc Hạnh", "Phó Chánh Văn phòng Sở Giáo dục và Đào tạo"),
    ),
    Edition(
        date(2021, 10, 29), "Cư trú sau khi bỏ sổ hộ khẩu giấy",
        (
            Part("Mất sổ hộ khẩu có phải làm lại?", _answer("Công an tỉnh", "từ ngày 01 tháng 7 năm 2021 không cấp lại sổ giấy, thông tin có trong cơ sở dữ liệu.", "khi cần, xin giấy xác nhận thông tin về cư trú ở công an xã hoặc trên mạng.")),
            Part("Đăng ký tạm trú cho người thuê nhà?", _answer("Công an tỉnh", "chủ nhà có trách nhiệm đăng ký trong 30 ngày.", "nộp tờ khai ở công an xã hoặc trên Cổng dịch vụ công, ba ngày làm việc có kết quả.")),
        ),
        ("Trung tá Lê Hoàng Nhân", "Phó Trưởng phòng Cảnh sát quản lý hành chính về trật tự xã hội"),
    ),
    Edition(
        date(2021, 11, 26), "Bản sao điện tử dùng được ở đâu?",
        (Part("Bản sao điện tử thay bản giấy khi nào?", _answer("Sở Tư pháp", "bản sao được chứng thực điện tử từ bản chính có giá trị như bản sao giấy.", "yêu cầu tại Ủy ban nhân dân xã hoặc phòng Tư pháp, nhận tệp qua tài khoản dịch vụ công.")),),
        ("Lâm Thị Kim Cúc", "Trưởng phòng Hành chính tư pháp, Sở Tư pháp"),
    ),
    Edition(
        date(2021, 12, 17), "Một năm nhìn lại: những câu hỏi nhiều nhất",
        (
            Part("Vì sao trả kết quả trễ hẹn mà không báo?", _answer("Văn phòng Ủy ban nhân dân tỉnh", "mọi trường hợp trễ hẹn phải có thư xin lỗi và ngày hẹn lại.", "phản ánh qua cổng hỏi đáp, nơi bị phản ánh phải trả lời trong ba ngày làm việc.")),
            Part("Năm tới thủ tục nào được nộp trọn gói trên mạng?", _answer("Văn phòng Ủy ban nhân dân tỉnh", "danh mục được công bố trên Cổng thông tin điện tử của tỉnh.", "vào mục dịch vụ công trực tuyến, tìm theo tên thủ tục hoặc theo cơ quan.")),
        ),
        ("Nguyễn Hồng Phúc", "Phó Chánh Văn phòng Ủy ban nhân dân tỉnh"),
    ),
)  # fmt: skip

PRIZES = ("Một cửa thân thiện", "Hồ sơ về tận nhà", "Nụ cười công sở", "Làng tôi đổi mới", "Đúng hẹn")
PRIZE_DAYS = ((date(2021, 4, 5), "18:20"), (date(2021, 5, 10), "11:45"), (date(2021, 6, 14), "18:20"))

THEMES = (
    "Nộp hồ sơ trên mạng, nhận kết quả tại nhà", "Bưu điện nhận hồ sơ thay bộ phận một cửa", "Chữ ký số đến với cán bộ xã",
    "Ngày thứ Sáu xanh ở bộ phận một cửa", "Tổ công nghệ số cộng đồng ấp", "Thư xin lỗi khi trễ hẹn", "Một cửa lưu động về cù lao",
    "Cán bộ biết tiếng Khmer ở quầy tiếp dân", "Rút ngắn thời gian đăng ký hộ kinh doanh", "Chấm điểm cải cách hành chính",
)  # fmt: skip

READ_OUT = (
    "Hướng dẫn nộp hồ sơ trực tuyến tại nhà", "Giờ làm việc và số điện thoại của bộ phận một cửa xã",
    "Thủ tục đăng ký khai sinh, cấp thẻ bảo hiểm y tế liên thông", "Quyền của người dân khi hồ sơ trễ hẹn",
    "Kết quả chỉ số cải cách hành chính năm 2020 của tỉnh", "Lấy số thứ tự bộ phận một cửa qua điện thoại",
)  # fmt: skip


def weekly(first: date, last: date, weekday: int) -> list[date]:
    """The days of that weekday (0 Monday) from first to last."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    found = []
    while day <= last:
        found.append(day)
        day += timedelta(days=7)
    return found
