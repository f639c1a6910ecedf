"""Where data lie, and what is kept there from the first start on: the keys, the demonstration's date."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from . import env

PACKAGE = Path(__file__).resolve().parent.parent.parent
ROOT = PACKAGE.parent.parent
DATA_DIR = Path(env.text("DANBIET_DATA_DIR") or ROOT / "var").resolve()


def _kept(name: str, make: Callable[[], str]) -> str:
    """What a file of the data folder holds; made on first use, readable by its owner only."""
    path = DATA_DIR / name
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="ascii") as file:
                path.chmod(0o600)
                file.write(make())
        except FileExistsError:
            pass  # another process was first
    return path.read_text(encoding="ascii")


def secret_key() -> str:
    """The key from the environment, else one kept in the data folder."""
    given = env.text("DANBIET_SECRET_KEY")
    return given or _kept("secret-key", lambda: secrets.token_urlsafe(50)).strip()


def pinned_today() -> date | None:
    """The demonstration's date: DANBIET_TODAY, else the file the demonstration year leaves in the data folder."""
    if env.text("DANBIET_TODAY"):
        return env.day("DANBIET_TODAY")
    path = DATA_DIR / "demo-today"
    return date.fromisoformat(path.read_text(encoding="ascii").strip()) if path.exists() else None


def encryption_keys() -> list[str]:
    """The keys that lock what identifies a citizen: from the environment (newest first), else one kept in the data folder.

    Lost with the folder, what they locked is lost too: docs/privacy/register.md says how to keep a copy.
    """
    given = env.words("DANBIET_ENCRYPTION_KEYS")
    if given:
        return given
    told = _kept("encryption-key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii"))
    return told.replace(",", " ").split()  # several, newest first, after a restore
