"""A request's network is the same for one household behind the trusted proxies, and no address can be read from it."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from danbiet.kit.networks import network_of


def seen(remote: str, forwarded: str = "") -> str:
    said = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=remote, **said))


def test_network_is_a_hash_of_one_household() -> None:
    assert seen("2001:db8:1:2::1") == seen("2001:db8:1:2:ffff::9") != seen("2001:db8:1:3::1")
    assert len(seen("203.0.113.7")) == 32
    assert "203.0.113.7" not in seen("203.0.113.7")


def test_network_is_read_behind_the_trusted_proxies_only(settings: pytest.FixtureRequest) -> None:
    settings.AXES_IPWARE_PROXY_COUNT = 0  # type: ignore[attr-defined]
    assert seen("203.0.113.7", "198.51.100.1") == seen("203.0.113.7")
    settings.AXES_IPWARE_PROXY_COUNT = 1  # type: ignore[attr-defined]
    assert (
        seen("10.0.0.1", "1.2.3.4, 198.51.100.1")
        == seen("10.0.0.1", "198.51.100.1")
        != seen("10.0.0.1", "1.2.3.4")
    )


def test_network_is_keyed_by_the_installations_secret(settings: pytest.FixtureRequest) -> None:
    before = seen("203.0.113.7")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert seen("203.0.113.7") != before
