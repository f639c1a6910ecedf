"""The schedule for everybody: page, calendar, programme guide; read back by parsers that are not ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from lxml import etree

from danbiet.broadcasts.actions.airing import confirm_airing
from danbiet.broadcasts.render import Shown, ics, xmltv
from tests.factories import air

from .conftest import AT, ON, Station

# What xmltv.dtd (0.8) asks of the elements used here, in its words.
DTD = """
<!ELEMENT tv (channel*, programme*)>
<!ATTLIST tv source-info-url CDATA #IMPLIED source-info-name CDATA #IMPLIED generator-info-name CDATA #IMPLIED>
<!ELEMENT channel (display-name+, url*)>
<!ATTLIST channel id CDATA #REQUIRED>
<!ELEMENT display-name (#PCDATA)>
<!ATTLIST display-name lang CDATA #IMPLIED>
<!ELEMENT programme (title+, language?, length?, url*)>
<!ATTLIST programme start CDATA #REQUIRED stop CDATA #IMPLIED channel CDATA #REQUIRED>
<!ELEMENT title (#PCDATA)>
<!ATTLIST title lang CDATA #IMPLIED>
<!ELEMENT language (#PCDATA)>
<!ELEMENT length (#PCDATA)>
<!ATTLIST length units (seconds | minutes | hours) #REQUIRED>
<!ELEMENT url (#PCDATA)>
"""


def page(client: Client, address: str = "/lich-phat-song/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_week_shows_slots_and_airings_of_stations(client: Client, station: Station) -> None:
    air.slot(station.stv1, programme=station.column, weekdays=[2], on=date(2021, 3, 3))
    air.planned(
        station.khmer,
        air.moment(date(2021, 3, 13), "20:00"),
        title="Chính quyền với đồng bào Khmer",
        language="km",
    )

    html = page(client)

    assert "19:45–20:10" in html
    assert "Dân hỏi – Chính quyền trả lời" in html
    assert "Chính quyền với đồng bào Khmer" in html
    assert "tiếng Khmer" in html


def test_title_of_an_episode_in_preparation_and_what_was_not_aired_stay_inside(
    client: Client, station: Station
) -> None:
    draft = air.episode(station.column, state="draft", title="Chuyện còn giữ kín")
    air.planned(station.stv1, air.moment(date(2021, 3, 12)), title="Số 5: Chuyện còn giữ kín", episode=draft)
    air.planned(
        station.stv1,
        air.moment(date(2021, 3, 9)),
        title="Chương trình bị cắt",
        state="not_aired",
        confirmed_at=AT,
    )

    everything = (
        page(client) + page(client, "/lich-phat-song/lich.ics") + page(client, "/lich-phat-song/lich.xml")
    )

    assert "giữ kín" not in everything
    assert "bị cắt" not in everything
    assert "Dân hỏi – Chính quyền trả lời" in everything


def test_overlaps_are_the_desks_affair(client: Client, station: Station) -> None:
    air.slot(station.stv1, at="23:45", on=date(2021, 3, 12), minutes=30, title="Bản tin đêm")
    air.slot(station.stv1, at="00:00", on=date(2021, 3, 13), minutes=60, title="Phim")

    assert "Chồng giờ" not in page(client)


def test_one_channel_and_one_week_are_asked_for_by_address(client: Client, station: Station) -> None:
    air.planned(station.khmer, air.moment(date(2021, 3, 20), "20:00"), title="Tuần sau")
    air.planned(station.stv1, air.moment(date(2021, 3, 20), "20:00"), title="Kênh khác")

    html = page(client, "/lich-phat-song/?kenh=stv2&tuan=2021-03-18")

    assert "Tuần sau" in html
    assert "Kênh khác" not in html


@pytest.mark.parametrize("query", ["kenh=khong-co", "kenh=%00", "kenh=" + "a" * 3000])
def test_unknown_channel_is_not_found(client: Client, station: Station, query: str) -> None:
    assert client.get(f"/lich-phat-song/?{query}").status_code in {400, 404}


@pytest.mark.parametrize("week", ["x", "0001-01-01", "9999-12-31", "2021-02-30", "1" * 4000])
def test_week_that_is_none_shows_this_one(client: Client, station: Station, week: str) -> None:
    assert "08/03/2021" in page(client, f"/lich-phat-song/?tuan={week}")


def test_number_of_queries_does_not_grow_with_what_is_on_air(
    client: Client, station: Station, django_assert_max_num_queries: object
) -> None:
    for day in range(8, 15):
        air.slot(station.stv1, at="08:00", on=date(2021, 3, day), title=f"Khung {day}")
        air.planned(station.khmer, air.moment(date(2021, 3, day), "20:00"), title=f"Lượt {day}")

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page(client)


def test_calendar_is_read_by_icalendar_with_midnight_in_it(client: Client, station: Station) -> None:
    air.slot(station.stv1, at="23:45", on=date(2021, 3, 12), minutes=30, title="Bản tin đêm, số cuối; hết")
    row = air.planned(station.khmer, air.moment(ON, "20:00"), title="Đã phát rồi")
    confirm_airing(row.pk, by=station.editor, at=AT)

    calendar = Calendar.from_ical(client.get("/lich-phat-song/lich.ics").content)
    events = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}

    night = events["Bản tin đêm, số cuối; hết"]
    assert night["DTSTART"].dt == datetime(2021, 3, 12, 16, 45, tzinfo=UTC)
    assert night["DTEND"].dt - night["DTSTART"].dt == timedelta(minutes=30)
    assert (str(night["STATUS"]), str(night["LOCATION"])) == ("TENTATIVE", "STV1")
    assert str(events["Đã phát rồi"]["STATUS"]) == "CONFIRMED"
    assert len({str(one["UID"]) for one in events.values()}) == 2
    assert {str(one["UID"]) for one in events.values()} == {
        str(one["UID"])
        for one in Calendar.from_ical(client.get("/lich-phat-song/lich.ics").content).walk("VEVENT")
    }


def test_programme_guide_is_valid_xmltv(client: Client, station: Station) -> None:
    air.slot(station.stv1, at="23:45", on=date(2021, 3, 12), minutes=30, title="Bản tin <đêm> & “hết”")
    air.channel(station.station, name="Báo", kind="newspaper", code="bao")

    root = etree.fromstring(client.get("/lich-phat-song/lich.xml").content)

    dtd = etree.DTD(__import__("io").StringIO(DTD))
    assert dtd.validate(root), dtd.error_log
    (programme,) = root.findall("programme")
    assert (programme.get("start"), programme.get("stop")) == ("20210312234500 +0700", "20210313001500 +0700")
    assert programme.findtext("title") == "Bản tin <đêm> & “hết”"
    ids = [channel.get("id") for channel in root.findall("channel")]
    assert programme.get("channel") in ids
    assert not [one for one in ids if one.startswith("bao.")]


def test_feeds_hold_whatever_somebody_typed() -> None:
    odd = Shown(
        "a", "k", "K\x00ênh", "Tên\x0b\ud800\nxuống dòng", datetime(2021, 3, 10, tzinfo=UTC), 60, "vi"
    )

    root = etree.fromstring(xmltv([("k", "K\x00ênh")], [odd], source="Dân Biết", url="https://a.example"))
    calendar = Calendar.from_ical(ics([odd], name="x\x01", host="a.example", made_at=datetime(2021, 3, 10, tzinfo=UTC)))  # fmt: skip

    assert root.findtext("programme/title") == "Tên\nxuống dòng"
    assert str(calendar.walk("VEVENT")[0]["SUMMARY"]) == "Tên\nxuống dòng"


def test_airing_that_took_place_has_a_page_with_marks_and_one_that_did_not_has_none(
    client: Client, station: Station
) -> None:
    episode = air.episode(
        station.column, recording_url="https://stv.example/4", opening="Lời riêng", note="Ghi chú nội bộ"
    )
    episode.guests.create(name="Nguyễn Văn Khách", has_consent=True)
    air.item(episode, seconds=60, mark_seconds=75)
    row = air.planned(station.stv1, air.moment(ON), episode=episode)
    address = f"/lich-phat-song/luot/{row.pk}/"

    assert client.get(address).status_code == 404
    confirm_airing(row.pk, by=station.editor, at=AT)
    html = page(client, address)

    assert "từ 1:15 trong bản ghi" in html
    assert "https://stv.example/4" in html
    for secret in ("Nguyễn Văn Khách", "Lời riêng", "Ghi chú nội bộ"):
        assert secret not in html
