"""Text that only this installation can read: encrypted in the database, plain in memory."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

UNREADABLE = "�"  # what stands where the key that wrote it is gone: never a crash, never the cipher text


@lru_cache(maxsize=4)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.encode("ascii")) for key in keys])


def _box() -> MultiFernet:
    """The first key writes, all read: keys are exchanged by putting a new one in front (docs/privacy)."""
    return _keys(tuple(settings.DANBIET_ENCRYPTION_KEYS))


def lock(text: str) -> str:
    """The text as only this installation can read it, for values that stand inside something else; empty stays empty."""
    return _box().encrypt(text.encode("utf-8")).decode("ascii") if text else text


def unlock(text: str) -> str:
    """What `lock` locked. UNREADABLE where the key that wrote it is gone."""
    try:
        return _box().decrypt(text.encode("ascii")).decode("utf-8") if text else text
    except InvalidToken:
        return UNREADABLE


class EncryptedTextField(models.TextField):
    """A text stored as AES-128-CBC with HMAC-SHA256 (Fernet). It can be neither searched nor sorted; empty stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return _box().encrypt(text.encode("utf-8")).decode("ascii") if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        try:
            return _box().decrypt(value.encode("ascii")).decode("utf-8")
        except InvalidToken:
            return UNREADABLE

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked for: cipher texts of equal texts differ."""
        if lookup_name in ("exact", "isnull"):
            return super().get_lookup(lookup_name)
        return None
