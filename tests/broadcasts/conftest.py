"""A station below a province, a commune with loudspeakers, and who works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from danbiet.accounts.models import User
from danbiet.broadcasts.models import Channel, Programme
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from tests.factories import air
from tests.factories import plans as make

ON = date(2021, 3, 10)  # a Wednesday
AT = datetime(2021, 3, 10, 15, 0, tzinfo=UTC)  # 22:00 in Vietnam


@dataclass
class Station:
    province: Unit
    station: Unit
    commune: Unit
    editor: User
    office: User
    villager: User
    stranger: User
    stv1: Channel
    khmer: Channel
    loud: Channel
    column: Programme


@pytest.fixture
def station(db: None, settings: Any) -> Station:
    settings.DANBIET_TODAY = ON
    province = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    house = make.unit("Đài Phát thanh và Truyền hình", kind=UnitKind.BROADCASTER, parent=province)
    commune = make.unit("Xã Thới An Hội", kind=UnitKind.COMMUNE, parent=province)
    return Station(
        province=province,
        station=house,
        commune=commune,
        editor=make.person("Biên Tập", unit=house, role=Role.EDITOR),
        office=make.person("Văn Phòng", unit=province, role=Role.OFFICE),
        villager=make.person("Cán Bộ Xã", unit=commune, role=Role.OFFICER),
        stranger=make.person("Người Lạ"),
        stv1=air.channel(house, name="STV1", code="stv1"),
        khmer=air.channel(house, name="STV2", code="stv2", language="km"),
        loud=air.channel(commune, name="Loa Thới An Hội", code="loa", kind="loudspeaker"),
        column=air.programme(house),
    )


@pytest.fixture
def as_editor(station: Station, client: Client) -> Client:
    client.force_login(station.editor)
    return client
