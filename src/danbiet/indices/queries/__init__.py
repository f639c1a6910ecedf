"""Answers about sets, editions, sheets and published figures."""
