"""Sums and comparisons without Django."""
