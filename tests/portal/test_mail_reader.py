"""The mail folder is for the province's office alone, and only where it is switched on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import plans as make

from danbiet.org.models import Unit
from danbiet.outbox.actions import write_message
from danbiet.outbox.models import Message

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 1, tzinfo=UTC)


@pytest.fixture
def province() -> Unit:
    return make.unit("Tỉnh Sóc Trăng", kind="province", code="94")


@pytest.fixture
def message(province: Unit) -> Message:
    person = make.person("Chị Lan")
    person.email = "lan@example.vn"
    person.save(update_fields=["email"])
    write_message("k", to_user=person, subject="Nhắc <b>việc</b>", body="Xem http://localhost/x", at=AT)
    return Message.objects.get()


def test_mail_is_read_by_the_provinces_office(client: Client, province: Unit, message: Message) -> None:
    client.force_login(make.person("Văn phòng", unit=province, role="office"))

    listed = client.get(reverse("portal:mail-list"))
    read = client.get(reverse("portal:mail-message", args=[message.pk]))

    assert "Nhắc &lt;b&gt;việc" in listed.content.decode()
    assert 'href="http://localhost/x"' in read.content.decode()
    assert client.get(reverse("portal:mail-message", args=[0])).status_code == 404


@pytest.mark.parametrize("role", ["officer", "head", "auditor", "editor"])
def test_mail_is_unknown_to_every_other_role(
    client: Client, province: Unit, message: Message, role: str
) -> None:
    client.force_login(make.person("Người khác", unit=province, role=role))

    assert client.get(reverse("portal:mail-list")).status_code == 404
    assert client.get(reverse("portal:mail-message", args=[message.pk])).status_code == 404


def test_mail_reader_switched_off_is_unknown_to_all(client: Client, province: Unit, settings: Any) -> None:
    settings.DANBIET_MAIL_READER = False
    client.force_login(make.person("Văn phòng", unit=province, role="office"))

    assert client.get(reverse("portal:mail-list")).status_code == 404
