"""Satisfaction indices without Django: what a sample says, how sure that is, and what may be published of it."""
