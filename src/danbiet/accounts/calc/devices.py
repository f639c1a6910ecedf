"""A browser and its place as their owner recognises them, and no more than that."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc_browser", "Cốc Cốc"), ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system without versions, as "Chrome · Windows"; "" when neither is known."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)


def network_of(address: str) -> str:
    """The part of an address that says which network, not which computer: 203.0.113.x, 2001:db8:1::x; "" for none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return ":".join(part.lstrip("0") or "0" for part in found.exploded.split(":")[:3]) + "::x"
        found = found.ipv4_mapped
    return str(found).rpartition(".")[0] + ".x"
