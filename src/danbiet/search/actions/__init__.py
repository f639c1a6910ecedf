"""Putting entries in and taking them out."""

from .entries import drop, put, put_item, put_items, rebuild
from .jobs import catch_up_soon
from .vocabulary import rebuild_vocabulary

__all__ = ["catch_up_soon", "drop", "put", "put_item", "put_items", "rebuild", "rebuild_vocabulary"]
