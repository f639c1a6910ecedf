"""Putting entries in and taking them out."""

from .entries import drop, put, put_item, put_items, rebuild

__all__ = ["drop", "put", "put_item", "put_items", "rebuild"]
