"""The console command `danbiet`."""

from danbiet.run.cli import main

__all__ = ["main"]
