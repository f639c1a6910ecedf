"""A port that is taken is refused by name."""

import socket

import pytest

from danbiet.run import ports
from danbiet.run.trouble import Trouble


def test_claim_free_port_is_accepted_and_left_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    ports.claim(hosts=["127.0.0.1"], port=port)
    ports.claim(hosts=["127.0.0.1"], port=port)


def test_claim_taken_port_names_who_holds_it_and_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "PATIENCE", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]

        with pytest.raises(Trouble) as refusal:
            ports.claim(hosts=["127.0.0.1"], port=port)

    assert f"Cổng {port} đang có chương trình khác dùng (" in str(refusal.value)
    assert "--port" in str(refusal.value)


def test_claim_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Trouble, match=r"không có địa chỉ «192\.0\.2\.1»"):
        ports.claim(hosts=["192.0.2.1"], port=8000)
