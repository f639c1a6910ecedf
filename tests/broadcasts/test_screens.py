"""The desk's screens: from a question to the count, and what each tells."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from danbiet.broadcasts.actions.airing import AiringDraft, Ref, record_airing
from danbiet.broadcasts.models import Airing, Channel, Episode, Slot
from danbiet.broadcasts.queries.aired import Asked, airings_of, by, by_item, by_task, totals
from danbiet.measures.models import Event
from tests.factories import air

from .conftest import AT, ON, Station

AIR = "/ban-lam-viec/phat-song/"


def html(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:500]
    return str(answer.content.decode())


@pytest.fixture
def late(settings: Any) -> None:
    """The clock stands at the evening of the day, so that what was planned for it can be confirmed."""
    settings.DANBIET_TODAY = ON + timedelta(days=1)


def test_from_an_empty_programme_to_a_counted_airing(as_editor: Client, station: Station, late: None) -> None:
    as_editor.post(
        f"{AIR}so-phat-song/moi/", {"programme_id": station.column.pk, "title": "Đất đai", "planned_on": ""}
    )
    episode = Episode.objects.get()
    here = f"{AIR}so-phat-song/{episode.pk}/"
    as_editor.post(f"{here}phan/", {"title": "Bao lâu thì có giấy?"})
    item = episode.items.get()
    episode.refresh_from_db()
    as_editor.post(
        f"{here}phan/{item.pk}/",
        {"version": episode.version, "title": item.title, "script": "Ba mươi ngày", "seconds": "", "language": "vi",
         "has_consent": "on", "consent_note": "Đồng ý qua điện thoại", "task": ""},
    )  # fmt: skip
    as_editor.post(f"{here}san-sang/")
    episode.refresh_from_db()
    assert episode.state == "ready"

    row = air.planned(station.stv1, air.moment(ON), episode=episode)
    page = html(as_editor.get(f"{AIR}xac-nhan/?ngay={ON}"))
    assert "Đã phát" in page
    as_editor.post(f"{AIR}luot/{row.pk}/da-phat/", {"ve": f"{AIR}xac-nhan/"})

    row.refresh_from_db()
    assert row.state == "confirmed"
    assert Event.objects.filter(measure="airings").count() == 1


def test_script_is_a_word_file_with_begin_and_length_of_every_part(
    as_editor: Client, station: Station
) -> None:
    episode = air.episode(station.column, number=4, opening="dân " * 210)
    episode.guests.create(name="Nguyễn Văn Khách", position="Giám đốc", has_consent=True)
    air.item(episode, title="Bao lâu thì có giấy?", script="Ba mươi ngày làm việc.", seconds=90)

    answer = as_editor.get(f"{AIR}so-phat-song/{episode.pk}/kich-ban.docx")

    lines = [paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs]
    assert "[0:00]  1. Lời mở đầu  (1:00)" in lines
    assert "[1:00]  2. Bao lâu thì có giấy?  (1:30)" in lines
    assert "– Nguyễn Văn Khách, Giám đốc" in lines
    assert "Tổng thời lượng: 2:30" in lines


def test_overlapping_slot_is_named_and_saved_only_with_the_tick(as_editor: Client, station: Station) -> None:
    air.slot(station.stv1, at="23:45", on=date(2021, 3, 12), minutes=30, title="Bản tin đêm")
    said = {
        "version": "1", "channel_id": station.stv1.pk, "programme_id": "", "title": "Phim", "starts_on": "13/03/2021",
        "ends_on": "", "at": "00:00", "seconds": "60", "anyway": "",
    }  # fmt: skip

    page = html(as_editor.post(f"{AIR}khung-gio/moi/", said))
    assert "12/03/2021: Bản tin đêm (23:45–00:15) và Phim (00:00–01:00) chồng nhau 15:00" in page
    assert Slot.objects.count() == 1
    assert as_editor.post(f"{AIR}khung-gio/moi/", {**said, "anyway": "on"}).status_code == 302

    week = html(as_editor.get(f"{AIR}?kenh={station.stv1.pk}&tuan=2021-03-12"))
    assert "Chồng giờ với: Phim" in week
    assert "Chồng giờ với: Bản tin đêm" in week


def test_week_as_a_list_names_every_channel(as_editor: Client, station: Station) -> None:
    air.slot(station.stv1, programme=station.column, weekdays=[2], on=date(2021, 3, 3))
    air.planned(station.khmer, air.moment(ON, "20:00"), title="Tiếng Khmer")

    page = html(as_editor.get(f"{AIR}?dang=danh-sach"))

    assert "2 mục" in page
    assert "STV2" in page


def test_loudspeaker_log_takes_several_days_and_is_filled_in_from_last_time(
    client: Client, station: Station, late: None
) -> None:
    client.force_login(station.villager)
    said = {
        "channel_id": station.loud.pk, "days": ["2021-03-08", "2021-03-09"], "at": "5h30", "seconds": "12",
        "title": "Hướng dẫn nộp hồ sơ", "language": "vi", "task": "",
    }  # fmt: skip

    assert client.post(f"{AIR}truyen-thanh/", said).status_code == 302
    again = client.post(f"{AIR}truyen-thanh/", said, follow=True)
    page = html(client.get(f"{AIR}truyen-thanh/"))

    assert Airing.objects.count() == 2
    assert "2 lượt đã được ghi từ trước" in again.content.decode()
    for filled in ('value="Hướng dẫn nộp hồ sơ"', 'value="05:30"', 'value="12:00"'):
        assert filled in page


def test_log_of_a_station_is_looked_at_and_taken_over(
    as_editor: Client, station: Station, late: None
) -> None:
    air.planned(station.stv1, air.moment(ON), title="Dân hỏi – Chính quyền trả lời, số 4")
    text = "Ngày;Giờ;Tên;Thời lượng\n10/03/2021;19:52:00;Dân hỏi chính quyền trả lời số 4;25:00\n10/03/2021;20:40:00;Lạ;30\n"
    upload = SimpleUploadedFile("nhat-ky.csv", text.encode())

    answer = as_editor.post(f"{AIR}nhat-ky/", {"channel_id": station.stv1.pk, "file": upload}, follow=True)
    page = html(answer)
    assert "Lệch giờ" in page
    assert "+7:00" in page
    assert "Không có trong lịch" in page
    pk = answer.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    done = html(as_editor.post(f"{AIR}nhat-ky/{pk}/dua-vao/", {"d2": "confirm", "d3": ""}, follow=True))

    assert "Đã xác nhận: 1. Ghi thêm: 0. Có từ trước: 0. Còn chờ quyết định: 1." in done


def test_correction_shows_old_and_new_figures_and_who(
    as_editor: Client, station: Station, late: None
) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    as_editor.post(f"{AIR}luot/{row.pk}/da-phat/")
    said = {
        "version": "2", "is_aired": "1", "on": "10/03/2021", "at": "20:00", "seconds": "20:00", "title": row.title,
        "language": "vi", "reason": "Theo nhật ký",
    }  # fmt: skip

    page = html(as_editor.post(f"{AIR}luot/{row.pk}/dinh-chinh/", said, follow=True))

    assert "Theo nhật ký" in page
    assert "<del>25:00</del> → <ins>20:00</ins>" in page
    assert "Biên Tập" in page


def test_figures_hold_per_item_against_a_number(as_editor: Client, station: Station) -> None:
    for number, times in ((1, 3), (2, 2), (3, 1)):
        for turn in range(times):
            draft = AiringDraft(
                channel_id=station.stv1.pk, starts_at=air.moment(date(2021, 3, 1 + turn), f"1{number}:00"), seconds=210,
                title=f"Video {number}", items=(Ref("videos", number, f"Video {number}"),),
            )  # fmt: skip
            record_airing(draft, by=station.editor, at=AT)

    page = html(as_editor.get(f"{AIR}so-lieu/?it_nhat=2"))
    table = as_editor.get(f"{AIR}so-lieu/?it_nhat=2&bang=noi-dung&tai=csv").content.decode("utf-8-sig")

    assert "2/3 nội dung đã phát ít nhất 2 lượt." in page
    assert [line.split(";")[0::2] for line in table.splitlines()[1:]] == [
        ["Video 1", "3", "10,50"], ["Video 2", "2", "7,00"], ["Video 3", "1", "3,50"],
    ]  # fmt: skip
    assert [line.rpartition(";")[2] for line in table.splitlines()[1:]] == ["đạt", "đạt", "thiếu 1"]


def test_figures_by_language_channel_item_and_task_are_those_counted(station: Station) -> None:
    draft = AiringDraft(
        channel_id=station.khmer.pk, starts_at=air.moment(ON, "20:00"), seconds=1000, title="Chương trình", task_ids=(11,),
        items=(Ref("question", 7, "Câu hỏi", 100, (31,)), Ref("question", 8, "Câu khác", 200)),
    )  # fmt: skip
    record_airing(draft, by=station.editor, at=AT)
    asked = Asked(ON, ON)

    def words(ids: Any) -> dict[int, tuple[str, str]]:
        return {one: (f"Nhiệm vụ {one}", "/") for one in ids}

    assert (totals(asked).airings, totals(asked).minutes) == (1, Decimal("16.67"))
    assert [(one.label, one.minutes) for one in by(asked, "language", label=str)] == [
        ("km", Decimal("16.67"))
    ]
    assert [(one.title, one.minutes) for one in by_item(asked)] == [
        ("Câu khác", Decimal("3.33")), ("Câu hỏi", Decimal("1.67")),
    ]  # fmt: skip
    assert {one.label: one.minutes for one in by_task(asked, label=words)} == {
        "Nhiệm vụ 11": Decimal("16.67"), "Nhiệm vụ 31": Decimal("1.67"),
    }  # fmt: skip
    assert [(one.on, one.channel) for one in airings_of("question", [7])[7]] == [(ON, "STV2")]


def test_list_of_airings_leaves_as_csv_without_formulas(as_editor: Client, station: Station) -> None:
    air.planned(station.stv1, air.moment(ON), title="=HYPERLINK(1)")

    table = as_editor.get(f"{AIR}luot/?tai=csv").content.decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in table


def test_stranger_of_the_unit_knows_nothing_of_an_episode_and_changes_no_channel(
    client: Client, station: Station
) -> None:
    client.force_login(station.villager)
    episode = air.episode(station.column, state="draft")

    assert client.get(f"{AIR}so-phat-song/{episode.pk}/").status_code == 404
    assert client.get(f"{AIR}so-phat-song/{episode.pk}/kich-ban.docx").status_code == 404
    assert client.get(f"{AIR}kenh/{station.stv1.pk}/").status_code == 403
    assert (
        client.post(f"{AIR}luot/{air.planned(station.stv1, air.moment(ON)).pk}/da-phat/").status_code == 403
    )


def test_office_of_the_province_enters_a_channel_for_any_unit(client: Client, station: Station) -> None:
    client.force_login(station.office)
    said = {
        "name": "Loa xã", "code": "Loa-Xa", "kind": "loudspeaker", "unit_id": station.commune.pk, "language": "vi",
        "is_active": "on",
    }  # fmt: skip

    client.post(f"{AIR}kenh/moi/", said)
    taken = html(client.post(f"{AIR}kenh/moi/", said))

    assert Channel.objects.filter(code="loa-xa", unit=station.commune).count() == 1
    assert "Đã có kênh khác mang mã “loa-xa”." in taken
