"""Browsers for `bench.rush_crowd`: contexts of one Chromium that take part by hand, each without a network for a while."""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass, field

from playwright.async_api import Browser, Page, async_playwright

PHONE = {"width": 390, "height": 844}
AWAY = 2.0  # seconds without a network
AT_ONCE = 4  # contexts that click at the same moment; more only wait for the processor


@dataclass
class Seen:
    """What the browsers showed in the end."""

    receipts: dict[str, str] = field(default_factory=dict)
    cuts: int = 0
    other: list[str] = field(default_factory=list)


async def browsers(door: str, seen: Seen, *, count: int, opens_in: float) -> None:
    """So many contexts through the round behind the door, once it is open."""
    await asyncio.sleep(max(0.0, opens_in + 1))
    chromium = (
        os.environ.get("DANBIET_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    turns = asyncio.Semaphore(AT_ONCE)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        await asyncio.gather(*(_one(number, browser, door, seen, turns) for number in range(count)))
        await browser.close()


async def _one(number: int, browser: Browser, door: str, seen: Seen, turns: asyncio.Semaphore) -> None:
    async with turns:
        context = await browser.new_context(locale="vi-VN", viewport=PHONE)
        page = await context.new_page()
        try:
            await _take_part(number, page, door, seen)
        except Exception as error:  # whatever it is, it is told, and the others go on
            seen.other.append(f"browser {number}: {error}")
        await context.close()


async def _take_part(number: int, page: Page, door: str, seen: Seen) -> None:
    await page.goto(door)
    facts = {
        "name": f"Trình duyệt {number}",
        "birth": "20/11/1990",
        "phone": f"08{number:08d}",
        "unit": "Sở Tư pháp",
    }
    for name, value in facts.items():
        await page.fill(f"[name={name}]", value)
    await page.check("[name=consent]")
    for _step in ("come in", "begin"):
        await page.locator("main form button[type=submit]").first.click()
    questions = page.locator("form[data-paper] fieldset")
    await questions.first.wait_for()
    before = await questions.all_inner_texts()
    for place in range(5):
        await questions.nth(place).locator("label").nth((number + place) % 4).click()
    seen.cuts += 1
    await page.context.set_offline(True)
    if number % 2:
        await page.locator("form[data-paper] button[type=submit]").click()
        await asyncio.sleep(AWAY)
        if await page.locator(".slip__code").count():
            raise AssertionError("a receipt without a network")
        await page.context.set_offline(False)
    else:
        await asyncio.sleep(AWAY)
        await page.context.set_offline(False)
        await page.reload()
        await questions.first.wait_for()
        if await questions.all_inner_texts() != before:
            raise AssertionError("another paper after the network came back")
        if await page.locator("form[data-paper] input:checked").count() != 5:
            raise AssertionError("the answers are gone")
        await page.locator("form[data-paper] button[type=submit]").click()
    await page.locator(".slip__code").wait_for(timeout=30_000)
    code = (await page.locator(".slip__code").inner_text()).strip()
    text = (await page.locator("details p").first.text_content() or "").strip()
    seen.receipts[text] = code
