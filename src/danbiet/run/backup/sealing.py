"""How a backup is locked: a random key of the backup folder, wrapped by a passphrase; every object in pieces of 1 MB.

The form of a locked object (docs/ops/backup.md): the 6 bytes `DBBK1\\n`, a random salt of 16 bytes, then pieces. A piece is
up to 1 MB of the content, encrypted by AES-256-GCM with the key HKDF-SHA256(folder's key, salt, "danbiet.backup.object")
and as nonce the piece's number (11 bytes, big-endian) followed by 1 for the last piece, 0 for the others: pieces that are
missing, doubled, exchanged or cut off are noticed. The memory it takes does not depend on the content's size.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PIECE = 1024 * 1024
TAG = 16
HEAD = b"DBBK1\n"
SALT = 16
SCRYPT = {"n": 2**16, "r": 8, "p": 1}  # 64 MB of memory and some 0.2 s for each guess


class WrongPassphrase(Exception):
    """The passphrase does not open this backup folder."""


class Damaged(Exception):
    """What was read is not what was written."""


@dataclass(frozen=True)
class Box:
    """The key of one backup folder, at work."""

    key: bytes
    wrapped: dict[str, Any]  # the same key, locked by the passphrase: stands in every manifest

    def name_of(self, digest: str) -> str:
        """The object's name for a content: says nothing about the content to who has not the key."""
        return hmac.digest(self._derived(b"danbiet.backup.name"), bytes.fromhex(digest), "sha256").hex()

    def seal_of(self, text: bytes) -> str:
        """A keyed hash as hex: nobody without the key can write a manifest."""
        return hmac.digest(self._derived(b"danbiet.backup.seal"), text, "sha256").hex()

    def lock(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The content in its locked form. Pieces may have any size."""
        salt = os.urandom(SALT)
        aead = AESGCM(self._derived(b"danbiet.backup.object", salt))
        yield HEAD + salt
        held, number = bytearray(), 0
        for piece in pieces:
            held += piece
            while len(held) > PIECE:
                yield aead.encrypt(_nonce(number, is_last=False), bytes(held[:PIECE]), None)
                del held[:PIECE]
                number += 1
        yield aead.encrypt(_nonce(number, is_last=True), bytes(held), None)

    def unlock(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The content of a locked object; Damaged at the first piece that is not as it was written."""
        held, number, aead = bytearray(), 0, None
        for piece in pieces:
            held += piece
            if aead is None and len(held) >= len(HEAD) + SALT:
                if not held.startswith(HEAD):
                    raise Damaged
                aead = AESGCM(
                    self._derived(b"danbiet.backup.object", bytes(held[len(HEAD) : len(HEAD) + SALT]))
                )
                del held[: len(HEAD) + SALT]
            while aead is not None and len(held) > PIECE + TAG:
                yield _opened(aead, bytes(held[: PIECE + TAG]), _nonce(number, is_last=False))
                del held[: PIECE + TAG]
                number += 1
        if aead is None:
            raise Damaged
        yield _opened(aead, bytes(held), _nonce(number, is_last=True))

    def _derived(self, purpose: bytes, salt: bytes | None = None) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=purpose).derive(self.key)


def new_box(passphrase: str) -> Box:
    """A fresh key, wrapped by the passphrase."""
    key, salt, nonce = os.urandom(32), os.urandom(16), os.urandom(12)
    locked = AESGCM(_stretched(passphrase, salt, SCRYPT)).encrypt(nonce, key, b"danbiet.backup.key")
    wrapped = {"kdf": "scrypt", **SCRYPT, "salt": _text(salt), "nonce": _text(nonce), "key": _text(locked)}
    return Box(key, wrapped)


def open_box(wrapped: dict[str, Any], passphrase: str) -> Box:
    """The folder's key. Raises WrongPassphrase."""
    cost = {name: int(wrapped[name]) for name in SCRYPT}
    stretched = _stretched(passphrase, base64.b64decode(wrapped["salt"]), cost)
    try:
        key = AESGCM(stretched).decrypt(
            base64.b64decode(wrapped["nonce"]), base64.b64decode(wrapped["key"]), b"danbiet.backup.key"
        )
    except InvalidTag as error:
        raise WrongPassphrase from error
    return Box(key, wrapped)


def digest_of(pieces: Iterable[bytes]) -> tuple[str, int]:
    """SHA-256 as hex, and how many bytes there were."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _stretched(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode("utf-8"))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _opened(aead: AESGCM, piece: bytes, nonce: bytes) -> bytes:
    try:
        return aead.decrypt(nonce, piece, None)
    except (InvalidTag, ValueError) as error:
        raise Damaged from error


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
