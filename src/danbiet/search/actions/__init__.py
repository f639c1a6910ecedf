"""Putting entries in and taking them out."""

from .entries import drop, put, put_item, put_items, rebuild
from .vocabulary import rebuild_vocabulary

__all__ = ["drop", "put", "put_item", "put_items", "rebuild", "rebuild_vocabulary"]
