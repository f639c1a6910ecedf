"""What deploy/ holds is what the programs are: units, nginx, alarms and their pages agree with the code."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from danbiet.portal.queries.guides import PAPERS

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY, OPS = ROOT / "deploy", ROOT / "docs" / "ops"
UNITS = sorted((DEPLOY / "systemd").glob("danbiet*"))


def commands() -> dict[str, list[str]]:
    """The words of ExecStart by unit."""
    found = {}
    for path in DEPLOY.glob("systemd/*.service"):
        line = next(line for line in path.read_text().splitlines() if line.startswith("ExecStart="))
        found[path.stem] = line.removeprefix("ExecStart=").split()[1:]
    return found


def options(words: list[str]) -> dict[str, str]:
    """`--name value` pairs; a switch has no value."""
    following = [*words[1:], "--"]
    return {
        word: "" if after.startswith("--") else after
        for word, after in zip(words, following, strict=True)
        if word.startswith("--")
    }


def test_units_start_what_the_supervisor_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from danbiet.run import serve

    monkeypatch.delenv("DANBIET_WEB_WORKERS", raising=False)
    asked = serve._parse([])
    ours = {
        "danbiet-web": serve._web(asked, tmp_path),
        "danbiet-play": serve._play(asked, tmp_path),
        "danbiet-worker": serve._worker(tmp_path),
        "danbiet-long": serve._long_worker(tmp_path),
        "danbiet-films": serve._film_worker(tmp_path),
    }
    for unit, child in ours.items():
        assert options(commands()[unit]) == options(child.command), unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_units_are_understood_by_systemd(tmp_path: Path) -> None:
    for path in UNITS:  # the programs are not installed here: any that exists will do
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", path.read_text())
        (tmp_path / path.name).write_text(re.sub(r"(?m)^(User|Group)=.*\n", "", text))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(str(path) for path in tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    ours = [line for line in done.stderr.splitlines() if "danbiet" in line and "postgresql" not in line]
    assert ours == []


@pytest.mark.skipif(shutil.which("nginx") is None or shutil.which("openssl") is None, reason="no nginx here")
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=thu.example.vn",
         "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")],
        check=True, capture_output=True,
    )  # fmt: skip
    site = (DEPLOY / "nginx" / "danbiet.conf").read_text()
    for mark, value in {
        "@NAME@": "thu.example.vn",
        "@CERT@": str(tmp_path / "cert"),
        "@KEY@": str(tmp_path / "key"),
    }.items():
        site = site.replace(mark, value)
    (tmp_path / "site.conf").write_text(site.replace("/var/log/nginx/", f"{tmp_path}/"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n  client_body_temp_path {tmp_path}/b;\n"
        f"  proxy_temp_path {tmp_path}/p;\n  access_log off;\n  include {tmp_path}/site.conf;\n}}\n"
    )

    done = subprocess.run(
        ["nginx", "-t", "-q", "-c", str(whole)], capture_output=True, text=True, check=False
    )

    assert "@" not in re.sub(r"@closed", "", site)
    assert done.returncode == 0, done.stderr


def test_scripts_are_bash_without_a_slip() -> None:
    for name in ("install.sh", "try.sh"):
        subprocess.run(["bash", "-n", str(DEPLOY / name)], check=True)
        assert (DEPLOY / name).stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(DEPLOY / "danbiet")], check=True)


def test_every_variable_the_installer_writes_is_one_we_read() -> None:
    example = (DEPLOY / "env.example").read_text()
    written = set(re.findall(r'echo "([A-Z_]+)=', (DEPLOY / "install.sh").read_text()))

    known = set(re.findall(r"(?m)^#? ?([A-Z_]+)=", example))
    assert {name.removesuffix("_FILE") for name in written} <= known
    assert {
        "DANBIET_SECRET_KEY",
        "DATABASE_URL",
        "DANBIET_HOSTS",
        "DANBIET_BASE_URL",
        "DANBIET_SMTP_HOST",
    } <= written


def test_every_alarm_has_its_page_and_every_page_its_alarm() -> None:
    rules = (DEPLOY / "prometheus" / "alerts.yml").read_text()
    told = re.findall(r"page: docs/(ops/\S+), desk: /ban-lam-viec/huong-dan/(\S+)/ ", rules)
    pages = {file.removeprefix("ops/") for file, _ in told}

    assert len(told) == rules.count("- alert:")
    assert [file for file, key in told if PAPERS[key].file != file] == []
    assert pages == {path.name for path in OPS.glob("alarm-*.md")}
    index = (OPS / "README.md").read_text()
    assert {path.name for path in OPS.glob("*.md")} - {"README.md"} == set(
        re.findall(r"\]\((\S+?\.md)\)", index)
    )


def test_alarms_and_docs_name_only_figures_there_are() -> None:
    source = "".join(
        (ROOT / "src" / "danbiet" / place).read_text()
        for place in ("portal/queries/health.py", "kit/meters.py")
    )
    known = {
        f"danbiet_{name}"
        for name in re.findall(r'one\["(\w+)"\]|^        "(\w+)": \[', source, re.MULTILINE)
        for name in name
        if name
    }
    known |= set(re.findall(r'"(danbiet_\w+)"', source))
    text = (DEPLOY / "prometheus" / "alerts.yml").read_text() + (OPS / "monitoring.md").read_text()
    named = {re.sub(r"_(total|bucket)$", "", name) for name in re.findall(r"danbiet_\w+", text)}

    assert named <= known
    assert known <= named  # each is told about


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in OPS.glob("*.md"):
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
