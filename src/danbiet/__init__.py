"""Dân Biết: a province's yearly communication programme on administrative reform, with every number proved."""

__version__ = "0.1.0"
