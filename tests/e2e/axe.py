"""axe-core (WCAG 2.2 A and AA) on a page as it stands in the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

SCRIPT = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS: list[tuple[int, Any]] = [(1280, "light"), (390, "dark")]  # each layout and each set of colours once
LOADED = ["media"]  # style sheets are read for rules still on trial alone, which are none of these
# Colours that fade in when the scheme changes are no colours to judge.
STILL = (
    "document.getAnimations({subtree: true}).forEach(one => { try { one.finish() } catch { one.cancel() } })"
)


def complaints(page: Page, where: str) -> list[str]:
    """What axe finds, three places of each kind at most."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_script())  # by the debugger, past the page's content security policy
    page.evaluate(STILL)
    found: dict[str, Any] = page.evaluate(
        "options => axe.run(document, options)",
        {"runOnly": RULES, "resultTypes": ["violations"], "preload": {"assets": LOADED}},
    )
    return [
        f"{where}: {one['id']} ({one['help']}): {node['html'][:140]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


def complaints_in_any_light(page: Page, where: str) -> list[str]:
    """Wide and light, narrow and dark, without loading the page again; and whether it fits."""
    faults = []
    before = page.viewport_size
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        faults += complaints(page, f"{where} at {width} px, {scheme}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{where}: {wide} px wide on a screen of {width}")
    if before is not None:
        page.set_viewport_size(before)
    return faults


@cache
def _script() -> str:
    return SCRIPT.read_text("utf-8")
