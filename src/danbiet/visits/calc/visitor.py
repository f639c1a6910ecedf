"""Who reads, without knowing who: a number that is good for one day; and who is no reader."""

from __future__ import annotations

import hashlib
import ipaddress
import re

# Programs that say what they are. Zalo's and Facebook's windows inside their apps are people.
BOTS = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|scrap|fetch|preview|monitor|uptime|pingdom|lighthouse|pagespeed|headless|phantom"
    r"|selenium|puppeteer|playwright|facebookexternalhit|embedly|validator|archiver|wget|curl|libwww|httpx?client"
    r"|python|aiohttp|httpx|java/|okhttp|go-http|ruby|perl|php/|node-fetch|axios|postman|insomnia|coc_coc_bot|nutch",
    re.IGNORECASE,
)
BROWSER = "Mozilla/"  # every browser's word begins with it, since 1994


def visitor_of(address: str, agent: str, *, salt: bytes) -> str:
    """Sixteen hex digits from the day's secret, the address (IPv6: its /64, one household) and the browser's name."""
    return hashlib.blake2b(f"{network(address)}|{agent}".encode(), key=salt, digest_size=8).hexdigest()


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


def is_bot(agent: str, languages: str) -> bool:
    """Whether the request says itself that no person reads: no browser's name, a program's name, no language."""
    return not agent.startswith(BROWSER) or not languages.strip() or BOTS.search(agent) is not None


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
