"""Writes the record of who did what, and keeps the trail over it whole."""

from .erasing import erasing
from .installing import install
from .recording import record
from .sealing import seal_all, seal_next

__all__ = ["erasing", "install", "record", "seal_all", "seal_next"]
