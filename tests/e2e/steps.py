"""What the browser tests do again and again: sign in, look a page over, walk through all that a person can reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from danbiet.accounts.models import User
from danbiet.demo.registry import PASSWORD

ENGLISH = re.compile(
    r"\b(?:Submit|Save|Cancel|Delete|Edit|Search|Home|Error|None|True|False|Invalid|required|This field|Enter a|Select|"
    r"Choose|Loading|Back|Next|Previous|Page|Sign in|Sign out|Accept|Return|Withdraw|Draft|Issue|Task|Plan|Evidence|"
    r"Report|Unit|overdue|Nothing|units|tasks|the|of|and|your|with|have|been|yet|from|here|Documents|templates)\b"
)
RAW = ("{{", "{%", "%(", "&lt;", "&amp;", "\ufffd", "<span", "Decimal(")
IN_ENGLISH_BY_RIGHT = re.compile(r"Accept-Language|Facebook|Zalo|YouTube|Page Facebook|Fanpage|fanpage")
NOT_PAGES = {
    "accounts:sign-out",
    "plans:plan-word",
    "plans:plan-file",
    "plans:plan-table",
    "plans:report-word",
    "plans:proof-file",
    "portal:overview-table",
    "org:units-table",
    "org:person-table",
    "org:people-form",
    "mfa_download_recovery_codes",
    "exports:run-file",
    "exports:template-file",
    "exports:template-shipped",
    "newsroom_feed",
    "newsroom_saved",
    "newsroom_table",
    "visits:days-table",
    "contests:bundle-format",
    "contests:clock",
    "indices:public-decision",
    "questions:answer-file",
    "questions:feed",
    "questions:figures-table",
    "questions:follow-file",
    "questions:follow-qr",
    "questions:open-data",
    "questions:open-data-json",
    "questions:suggest",
}
# Width, words, what is said without being shown, what may be English, headings: asked for at once.
READ = """[
    document.documentElement.scrollWidth,
    document.body.innerText + '\\n' + document.title,
    [...document.querySelectorAll('[aria-label],[placeholder],[title],[alt]')]
        .flatMap(e => ['aria-label','placeholder','title','alt'].map(a => e.getAttribute(a) || '')).join('\\n'),
    [...document.querySelectorAll('body [lang=en], body code, body .api__url')]
        .flatMap(e => e.innerText.split('\\n')).filter(Boolean),
    document.querySelectorAll('h1').length,
]"""
ROOMS = "/soan-tin/"  # Wagtail's pages: test_axe looks at each kind, tests/newsroom/test_admin_words.py reads them


def sign_in(page: Page, root: str, username: str) -> None:
    """Whoever is signed in is forgotten; the browser gets a session of this person, as the form would give it. Nothing is opened."""
    page.wait_for_load_state()  # what a click has sent off goes with the old cookies
    page.context.clear_cookies()
    with ThreadPoolExecutor(
        1
    ) as beside:  # by a connection of its own: a test's may be in a transaction the server never sees
        session = beside.submit(_session_of, username).result()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": root}])


def _session_of(username: str) -> str:
    try:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client.cookies[settings.SESSION_COOKIE_NAME].value
    finally:
        connection.close()


def sign_in_by_form(page: Page, root: str, username: str) -> None:
    """The same as people do it; ends on the desk."""
    page.context.clear_cookies()
    page.goto(root + "/dang-nhap/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/ban-lam-viec/**")


def faults_of(page: Page, width: int) -> Iterator[str]:
    """What is wrong with the page as it stands in the browser, once it is all there."""
    page.wait_for_load_state()  # a click returns when the answer begins, before it has a body
    place = urlsplit(page.url)
    where = place.path + (f"?{place.query}" if place.query else "")
    wide, text, labels, marked, heads = page.evaluate(READ)
    if wide > width:
        yield f"{where}: {wide} px wide on a screen of {width}"
    english = sorted({words for words in marked if len(words) > 3}, key=len, reverse=True)
    for line in f"{text}\n{labels}".splitlines():
        said = IN_ENGLISH_BY_RIGHT.sub("", line)
        # Says of itself that it is English, such as a unit's second name, or is an address of the open data.
        for words in english:
            said = said.replace(words, "")
        if found := ENGLISH.search(said):
            yield f"{where}: “{found.group()}” in “{line.strip()[:90]}”"
        yield from (f"{where}: raw {raw} in “{line.strip()[:90]}”" for raw in RAW if raw in line)
    if heads != 1:
        yield f"{where}: {heads} headings of the first rank"


def walk(
    page: Page,
    root: str,
    seeds: Iterable[str],
    *,
    look: Callable[[Page, str], Iterable[str]],
    leave_out: Iterable[str] = (),
) -> tuple[set[str], list[str]]:
    """Follow every link to one page of each kind. Gives the kinds seen and the faults `look` finds on a page, given its address."""
    waiting, seen, tried = [*seeds], set[str](), set[str]()
    known, faults, left_out = set(waiting), list[str](), {*NOT_PAGES, *leave_out}
    while waiting:
        path = waiting.pop(0)
        name = _name_of(path)
        if name is None or name in left_out or name in tried or _is_no_page(path):
            continue
        tried.add(name)
        try:
            answer = page.goto(root + path)
        except Error as refusal:
            if "Download is starting" in str(refusal):  # a file to keep, no page
                continue
            raise
        if answer is None or answer.status != 200:
            faults.append(f"{path}: answers {answer and answer.status}")
            continue
        seen.add(name)
        faults += look(page, path)
        links = page.evaluate(
            "[...document.querySelectorAll('main a[href], nav a[href], header a[href]')].map(a => a.href)"
        )
        for link in links:
            found = urlsplit(urljoin(page.url, link))
            onward = found.path + (f"?{found.query}" if found.query else "")
            if f"{found.scheme}://{found.netloc}" == root and onward not in known:
                known.add(onward)
                waiting.append(onward)
    return seen, faults


def _is_no_page(path: str) -> bool:
    """Files (every page ends in a slash), and editors' rooms."""
    return not urlsplit(path).path.endswith("/") or "tai=csv" in path or path.startswith(ROOMS)


def _name_of(path: str) -> str | None:
    if path.startswith("/en/"):  # English by right; tests/portal/test_site.py reads these
        return None
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
