"""The video library: five prize winners of the contest of 2020 (that there were five is known, the rest is invented), guides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .texts import Words, p

CONTEST = "Hội thi trực tuyến tìm hiểu cải cách hành chính tỉnh Sóc Trăng"


@dataclass(frozen=True, slots=True)
class Film:
    """A short silent film of drawn slides: (picture, words upon it). `transcript` tells what is to be seen and read."""

    name: str
    slides: tuple[tuple[str, str], ...]
    transcript: str = ""
    subtitles: str = ""


FILMS = {
    film.name: film
    for film in (
        Film("mot-cua-than-thien", (("counter-day-1", "Một cửa thân thiện"), ("faces-day-1", "Chào trước, hỏi sau"), ("counter-day-2", "Không ai phải về tay không"))),
        Film("ho-so-ve-tan-nha", (("post-day-1", "Hồ sơ về tận nhà"), ("bridge-dawn-1", "Mỗi ngày 24 cây số"), ("post-day-2", "Trao tận tay"))),
        Film("nu-cuoi-cong-so", (("faces-day-1", "Nụ cười công sở"), ("counter-day-1", "Một lời chào"), ("hall-day-1", "Cả phòng cùng làm"))),
        Film("lang-toi-doi-moi", (("field-day-1", "Làng tôi đổi mới"), ("village-day-2", "Đường ấp sáng đèn"), ("ponds-day-1", "Thủ tục thủy sản trên mạng"))),
        Film("dung-hen", (("papers-day-1", "Đúng hẹn"), ("figures-day-1", "98 trên 100 hồ sơ"), ("papers-day-2", "Trễ thì xin lỗi"))),
        Film(
            "nop-ho-so-5-buoc",
            (("phone-day-1", "Nộp hồ sơ tại nhà trong 5 bước"), ("laptop-day-1", "1. Đăng ký, 2. Tìm thủ tục"), ("phone-dusk-2", "3. Điền biểu mẫu, 4. Chụp giấy tờ"), ("post-day-1", "5. Gửi và nhận kết quả")),
            transcript="Năm bước nộp hồ sơ tại nhà: đăng ký bằng số điện thoại, tìm thủ tục, điền biểu mẫu, chụp giấy tờ và đính kèm, chọn nhận kết quả tại nhà rồi bấm gửi.",
        ),
        Film("le-phi-truc-tuyen", (("phone-dusk-2", "Thanh toán lệ phí trực tuyến"), ("papers-day-1", "Biên lai điện tử có giá trị"), ("phone-day-1", "Không phải ra quầy"))),
        Film(
            "dan-hoi-ky-10",
            (("studio-day-1", "Dân hỏi – Chính quyền trả lời"), ("papers-day-2", "Bản sao điện tử"), ("studio-day-2", "Dùng thay bản giấy khi nào?")),
            subtitles="""WEBVTT

00:00.300 --> 00:04.200
Chào bà con, kỳ 10 hôm nay nói về bản sao điện tử.

00:04.200 --> 00:06.600
Bản sao được chứng thực điện tử dùng thay bản giấy.

00:06.600 --> 00:09.500
Ảnh chụp bằng điện thoại thì không phải bản sao chứng thực.
""",
        ),
    )
}  # fmt: skip

_PRIZES = (
    ("mot-cua-than-thien", "941", "Giải Nhất", date(2021, 2, 26), "Một buổi sáng ở Bộ phận Một cửa, kể bằng những lời chào."),
    ("ho-so-ve-tan-nha", "948", "Giải Nhì", date(2021, 3, 5), "Theo chân bưu tá mang kết quả hồ sơ về tận nhà."),
    ("nu-cuoi-cong-so", "SYT", "Giải Ba", date(2021, 3, 12), "Nụ cười không tốn kinh phí, nhưng phải tập."),
    ("lang-toi-doi-moi", "950", "Giải Khuyến khích", date(2021, 3, 19), "Ấp ven biển và những thủ tục làm trên điện thoại."),
    ("dung-hen", "STNMT", "Giải Khuyến khích", date(2021, 3, 26), "Đúng hẹn là lịch sự; trễ hẹn thì báo trước."),
)  # fmt: skip
_TITLES = {
    "mot-cua-than-thien": "Một cửa thân thiện", "ho-so-ve-tan-nha": "Hồ sơ về tận nhà", "nu-cuoi-cong-so": "Nụ cười công sở",
    "lang-toi-doi-moi": "Làng tôi đổi mới", "dung-hen": "Đúng hẹn",
}  # fmt: skip

VIDEOS = (
    *(
        Words(
            name=name, on=on, unit=unit, title=_TITLES[name], summary=summary, body=(),
            extra={"video": name, "contest": CONTEST, "contest_year": 2020, "prize": prize},
        )
        for name, unit, prize, on, summary in _PRIZES
    ),
    Words(
        name="phim-5-buoc", on=date(2021, 7, 14), unit="STTTT", title="Nộp hồ sơ tại nhà trong 5 bước",
        summary="Phim hướng dẫn ngắn, có lời viết bên dưới cho ai không xem được hình.",
        body=(p("Dùng kèm bài hướng dẫn cùng tên ở mục Tin tức."),), extra={"video": "nop-ho-so-5-buoc", "audience": "citizens"},
    ),
    Words(
        name="phim-le-phi", on=date(2021, 9, 24), unit="STTTT", title="Thanh toán lệ phí trực tuyến",
        summary="Ba cảnh ngắn: chọn cách trả, xác nhận, giữ biên lai điện tử.", body=(),
        extra={"video": "le-phi-truc-tuyen", "audience": "citizens"},
    ),
    Words(
        name="phim-ky-10", on=date(2021, 11, 26), unit="DPTTH", title="Trích đoạn “Dân hỏi – Chính quyền trả lời” kỳ 10: bản sao điện tử",
        summary="Có phụ đề tiếng Việt và lời thoại chép lại.", body=(), task="1.2",
        extra={"video": "dan-hoi-ky-10", "audience": "citizens"},
    ),
)  # fmt: skip
