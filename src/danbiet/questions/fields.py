"""The encrypted text has moved to `kit`; the first migration still looks for it here."""

from danbiet.kit.encrypted import UNREADABLE, EncryptedTextField

__all__ = ["UNREADABLE", "EncryptedTextField"]
