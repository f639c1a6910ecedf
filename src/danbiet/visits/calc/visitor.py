"""Who reads, without knowing who: a number that is good for one day; and who is no reader."""

from __future__ import annotations

import hashlib
import re

from danbiet.kit.networks import network

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


def is_bot(agent: str, languages: str) -> bool:
    """Whether the request says itself that no person reads: no browser's name, a program's name, no language."""
    return not agent.startswith(BROWSER) or not languages.strip() or BOTS.search(agent) is not None
