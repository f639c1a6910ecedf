"""What `bench recovery` holds against each other: the original before it was lost, the backup's own lists, and the restored copy."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from bench.recovery_load import Asked, Handed, Load, Told, ask, sign_in, take_part, visitor
from bench.recovery_site import Site
from bench.rush_client import Line
from danbiet.run.backup.contents import Contents, Manifest
from danbiet.run.backup.opening import open_store
from danbiet.run.backup.restoring import counted, differing
from danbiet.run.postgres import Server

if TYPE_CHECKING:
    from bench.recovery import Report

ADDED_UP = 10.0  # seconds after which a view is in the database: journals are added up every two
OFFICIALS = ("sonoivu", "canbo.stp", "giamdoc.stp", "lanhdao", "kiemtra", "bientap.dai")
PUBLISHED = tuple(
    f"/hoi-thi/cchc-2021/tuan-{week}/{name}"
    for week in (1, 2, 3)
    for name in ("goi/bundle.json", "goi/entries.csv")
)
OPENED = 20  # receipts opened over HTTP on the restored site
VIEWS = "SELECT path, sum(views) FROM visits_pageday GROUP BY path"
FOLDERS = ("media", "contests")  # what citizens, editors and officials sent; what contests have published
KEYS = ("secret-key", "encryption-key")


@dataclass
class Known:
    """The original as it was before the backup began."""

    keys: dict[str, str]
    views: dict[str, int]
    published: dict[str, str]
    files: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    seals: Path = Path()


def before(site: Site) -> Known:
    """Keys and views, before the load."""
    with site.database() as connection:
        views = {path: int(count) for path, count in connection.execute(VIEWS).fetchall()}
    return Known({name: digest_of(site.data_dir / name) for name in KEYS}, views, published(site))


def published(site: Site) -> dict[str, str]:
    """What anybody may fetch of the contest that is over, by address: the SHA-256 of the answer, or its status."""
    answers = {path: visitor().get(f"{site.home}{path}", timeout=60) for path in PUBLISHED}
    return {
        path: hashlib.sha256(one.content).hexdigest() if one.status_code == 200 else str(one.status_code)
        for path, one in answers.items()
    }


def files_there(data_dir: Path) -> list[str]:
    """Every file that has to come back, by its path in the data folder."""
    paths = [path for name in FOLDERS for path in (data_dir / name).rglob("*") if path.is_file()]
    return sorted(path.relative_to(data_dir).as_posix() for path in paths)


def digests(data_dir: Path, names: list[str]) -> dict[str, str]:
    """Their SHA-256; those that have gone meanwhile are left out."""
    return {name: found for name in names if (found := digest_of(data_dir / name))}


def digest_of(path: Path) -> str:
    """SHA-256 as hex, empty where there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def seals(site: Site, path: Path) -> Path:
    """The seals as an auditor keeps them outside."""
    site.run("audit", "seal")
    path.write_text(site.run("audit", "seals", "--json").stdout, encoding="utf-8")
    return path


def opened(site: Site, name: str) -> tuple[Manifest, Contents]:
    """A backup's own lists."""
    assert site.backups is not None
    passphrase = (site.backups.parent / "passphrase").read_text(encoding="utf-8")
    store = open_store(site.backups, passphrase=passphrase)
    manifest = store.manifest(name)
    return manifest, store.contents(manifest)


def compare(site: Site, name: str, known: Known, load: Load, report: Report) -> None:
    """The copy, at rest, against the backup's lists, the original and what people were told."""
    manifest, contents = opened(site, name)
    _tables(site, manifest, contents, report)
    _files(site, contents, known, report)
    with site.database() as connection:
        _acknowledged(connection, load, known, report)
    _chain(site, known, report)
    keys = {one: digest_of(site.data_dir / one) for one in KEYS}
    report.line(
        "the installation's keys are the original's", is_good=keys == known.keys and all(keys.values())
    )
    said = site.python("danbiet.run.backup.trial")
    report.line(
        f"the keys open every encrypted field, nothing is to migrate, the front page opens {said.stdout.strip()}".strip(),
        is_good=said.returncode == 0,
    )


def _tables(site: Site, manifest: Manifest, contents: Contents, report: Report) -> None:
    with Server(data_dir=site.data_dir) as server:
        found = counted(server.url)
    wrong = differing(contents.tables, found)
    rows = sum(one.rows for one in found.values())
    report.numbers |= {
        "tables": len(found), "rows": rows, "tables_differing": wrong, "bytes": manifest.facts["bytes"],
        "create_s": manifest.facts["seconds"],
    }  # fmt: skip
    is_good = not wrong and (len(found), rows) == (manifest.facts["tables"], manifest.facts["rows"])
    report.line(
        f"{len(found)} tables, {rows} rows: counts and checksums are the manifest's {wrong or ''}".strip(),
        is_good=is_good,
    )


def _files(site: Site, contents: Contents, known: Known, report: Report) -> None:
    listed = {
        entry.place.removeprefix("files/"): entry.digest
        for entry in contents.entries
        if entry.place.startswith("files/")
    }
    found = digests(site.data_dir, files_there(site.data_dir))
    wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    size = sum((site.data_dir / name).stat().st_size for name in found)
    report.line(
        f"{len(found)} files, {size / 1024**2:.0f} MB: every SHA-256 is the manifest's {wrong[:3] or ''}".strip(),
        is_good=not wrong and bool(found),
    )
    lost = [name for name, digest in known.digests.items() if found.get(name) != digest]
    report.line(
        f"{len(known.digests)} files that were there before the backup began: each as in the original {lost[:3] or ''}".strip(),
        is_good=not lost and bool(known.digests),
    )
    report.numbers |= {
        "files": len(found),
        "file_bytes": size,
        "files_before": len(known.digests),
        "files_wrong": len(wrong) + len(lost),
    }


def _acknowledged(connection: Any, load: Load, known: Known, report: Report) -> None:
    told, until = load.told, load.began
    asked = [one for one in told.asked if one.at <= until]
    kept = dict(
        connection.execute(
            "SELECT code, subject FROM questions_question WHERE code = ANY (%s)",
            [[one.code for one in asked]],
        ).fetchall()
    )
    lost = [one.code for one in asked if kept.get(one.code) != one.subject]
    report.line(
        f"{len(asked)} questions acknowledged before the backup began are there {lost[:3] or ''}".strip(),
        is_good=not lost and bool(asked),
    )
    sent = [one.digest for one in asked if one.digest]
    held = {
        row[0]
        for row in connection.execute(
            "SELECT sha256 FROM media_storedfile WHERE sha256 = ANY (%s)", [sent]
        ).fetchall()
    }
    report.line(
        f"{len(sent)} files that citizens sent with them are there", is_good=set(sent) == held and bool(sent)
    )
    handed = [one for one in told.handed if one.at <= until]
    codes = dict(
        connection.execute(
            "SELECT start_id, code FROM contests_entry WHERE start_id = ANY (%s)",
            [[one.start for one in handed]],
        ).fetchall()
    )
    gone = [one.start for one in handed if codes.get(one.start) != one.code.replace("-", "")]
    report.line(
        f"{len(handed)} submissions acknowledged before the backup began are there under their receipts' codes {gone[:3] or ''}".strip(),
        is_good=not gone and bool(handed),
    )
    notes = [text for at, text in told.notes if at <= until]
    row = connection.execute(
        "SELECT count(DISTINCT text) FROM questions_internalnote WHERE text = ANY (%s)", [notes]
    ).fetchone()
    report.line(f"{len(notes)} internal notes of an official are there", is_good=row[0] == len(notes) > 0)
    _views(connection, told, known, until, report)
    report.numbers["lost"] = len(lost) + len(set(sent) - held) + len(gone) + len(notes) - row[0]


def _views(connection: Any, told: Told, known: Known, until: float, report: Report) -> None:
    """Each page at least as often as was acknowledged until shortly before, at most as often as was sent at all."""
    now = {path: int(count) for path, count in connection.execute(VIEWS).fetchall()}
    least, most = told.views_of(until=until - ADDED_UP), told.views_of(until=float("inf"))
    wrong = [
        path for path in most if not least[path] <= now.get(path, 0) - known.views.get(path, 0) <= most[path]
    ]
    counted_more = sum(now.values()) - sum(known.views.values())
    report.line(
        f"{least.total()} page views counted until {ADDED_UP:.0f} s before it are there, page by page "
        f"({counted_more} of {most.total()} sent in all) {wrong[:3] or ''}".strip(),
        is_good=not wrong and least.total() > 0,
    )


def _chain(site: Site, known: Known, report: Report) -> None:
    said = site.run("audit", "verify", "--witness", str(known.seals), "--json")
    found = json.loads(said.stdout) if said.returncode in (0, 1) and said.stdout else {}
    report.numbers["audit"] = {
        key: found.get(key) for key in ("seals", "traces", "rows", "unsealed", "is_sound")
    }
    report.line(
        f"the chain of seals verifies, against the seals kept outside too: {found.get('seals')} seals over {found.get('traces')} "
        f"entries, {found.get('rows')} rows held against them {found.get('faults') or said.stderr.strip()[-200:] or ''}".strip(),
        is_good=said.returncode == 0 and found.get("is_sound") is True and found.get("seals", 0) > 0,
    )


def living(site: Site, known: Known, load: Load, session: requests.Session, report: Report) -> None:
    """The restored site at work."""
    let_in = []
    for username in OFFICIALS:
        desk = sign_in(site.port, username).get(
            f"{site.home}/ban-lam-viec/", allow_redirects=False, timeout=120
        )
        let_in += [username] if desk.status_code == 200 else []
    report.line(f"sign-in works: {', '.join(let_in)}", is_good=len(let_in) == len(OFFICIALS))
    still = session.get(f"{site.home}/ban-lam-viec/cau-hoi/", allow_redirects=False, timeout=120)
    report.line("who was signed in on the lost machine still is", is_good=still.status_code == 200)
    asked = [one for one in load.told.asked if one.at <= load.began][-OPENED:]
    shown = [one for one in asked if _shows(site, one)]
    report.line(
        f"{len(shown)} of {len(asked)} secret addresses of questions open", is_good=shown == asked != []
    )
    handed = [one for one in load.told.handed if one.at <= load.began][-OPENED:]
    proved = [one for one in handed if _proves(site, one)]
    report.line(
        f"{len(proved)} of {len(handed)} receipts of the contest open, and their PDF",
        is_good=proved == handed != [],
    )
    found = published(site)
    report.line(
        f"{len(found)} files of the contest's bundles are served as before",
        is_good=found == known.published and all(len(one) == 64 for one in found.values()),
    )
    _goes_on(site, report)


def _shows(site: Site, one: Asked) -> bool:
    page = visitor().get(f"{site.home}{one.address}", timeout=60)
    return page.status_code == 200 and one.code in page.text


def _proves(site: Site, one: Handed) -> bool:
    page = visitor().get(f"http://127.0.0.1:{site.port + 1}{one.address}", timeout=60)
    place = one.address.replace("/thi/", "/hoi-thi/", 1).replace("/phieu/", "/phieu.pdf")
    paper = visitor().get(f"{site.home}{place}", timeout=60)
    return page.status_code == 200 and one.code in page.text and paper.content.startswith(b"%PDF")


def _goes_on(site: Site, report: Report) -> None:
    """Numbers go on after what is there: a new question, a new submission."""
    import asyncio

    async def one() -> None:
        line = Line(site.port + 1)
        await take_part(line, fresh)
        line.close()

    fresh = Told()
    said = ""
    try:
        ask(site.home, fresh, with_file=True)
        asyncio.run(one())
    except (RuntimeError, requests.RequestException) as error:
        said = str(error)
    report.line(
        f"work goes on: a new question ({fresh.asked[0].code if fresh.asked else '-'}) with a file, a new submission {said}".strip(),
        is_good=bool(fresh.asked and fresh.handed),
    )
