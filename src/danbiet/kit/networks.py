"""Where a request comes from: the reader's address behind proxies, its network, and that as a hash nobody keeps."""

from __future__ import annotations

import hashlib
import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(remote: str, forwarded: str, *, proxies: int) -> str:
    """The reader's address behind `proxies` trusted proxies, each of which appends whom it heard from.

    What stands further left anybody may have written. With fewer entries than proxies: the leftmost.
    """
    if proxies <= 0:
        return remote
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    if not chain:
        return remote
    found = chain[max(0, len(chain) - proxies)]
    if found.startswith("["):
        return found[1:].partition("]")[0]
    return found.partition(":")[0] if found.count(":") == 1 else found


def network(address: str) -> str:
    """The part of an address that belongs to one subscriber; a text that is no address stays as it is."""
    try:
        known = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def network_of(request: HttpRequest) -> str:
    """The network a request comes from (IPv6: its /64), as a keyed hash of 32 hex digits that lives in memory only."""
    address = address_of(
        str(request.META.get("REMOTE_ADDR") or ""), str(request.META.get("HTTP_X_FORWARDED_FOR") or ""),
        proxies=settings.AXES_IPWARE_PROXY_COUNT or 0,
    )  # fmt: skip
    return hashlib.blake2b(
        network(address).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16
    ).hexdigest()
