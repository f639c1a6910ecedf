"""Ports for what tests and measurements start."""

from __future__ import annotations

import random
import socket


def free_port() -> int:
    """A port that is free, and so is the next one (the contest's); below those the system lends to outgoing connections, of which
    other tests have many between this look and the start."""
    for port in random.sample(range(20_000, 32_000), 200):
        with socket.socket() as site, socket.socket() as play:
            try:
                site.bind(("127.0.0.1", port))
                play.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")
