"""Screens of the air."""
