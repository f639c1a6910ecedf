from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from danbiet.kit import clock


def test_now_without_a_pinned_date_is_the_real_moment(settings: Settings) -> None:
    settings.DANBIET_TODAY = None
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_today_with_a_pinned_date_is_that_date(settings: Settings) -> None:
    settings.DANBIET_TODAY = date(2021, 11, 15)
    assert clock.today() == date(2021, 11, 15)
    assert clock.now().tzinfo is UTC


def test_now_with_a_pinned_date_keeps_the_time_of_day(settings: Settings) -> None:
    settings.DANBIET_TODAY = date(2021, 11, 15)
    # both clocks stand at the same hour and minute, days apart: what is left over of whole days is next to nothing
    drift = (datetime.now(UTC) - clock.now()) % timedelta(days=1)
    assert min(drift, timedelta(days=1) - drift) < timedelta(seconds=5)


def test_today_late_in_the_evening_of_utc_is_already_tomorrow_in_vietnam(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    class Late(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2021, 6, 30, 17, 30, tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Late)
    settings.DANBIET_TODAY = None
    assert clock.today() == date(2021, 7, 1)
    settings.DANBIET_TODAY = date(2021, 11, 15)
    assert clock.today() == date(2021, 11, 15)
    assert clock.now() == datetime(2021, 11, 14, 17, 30, tzinfo=UTC)


def test_local_shows_vietnam_and_refuses_a_moment_without_zone() -> None:
    assert clock.local(datetime(2021, 6, 30, 17, 0, tzinfo=UTC)).isoformat() == "2021-07-01T00:00:00+07:00"
    with pytest.raises(ValueError):
        clock.local(datetime(2021, 6, 30, 17, 0))


def test_moment_in_milliseconds_and_back_loses_nothing() -> None:
    at = datetime(2021, 12, 15, 3, 4, 5, 678_000, tzinfo=UTC)

    assert clock.milliseconds(at) == 1_639_537_445_678
    assert clock.moment(1_639_537_445_678) == at
    assert clock.milliseconds(at.replace(microsecond=678_999)) == 1_639_537_445_678
