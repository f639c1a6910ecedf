"""Arithmetic of the air, without the database: places in the week, clashes, speaking time, logs, minutes."""
