"""What can happen to files and videos."""

from .storing import REASONS, FileRefused, store_file, sweep_files, sweep_leftovers
from .videos import hide_videos, publish_videos

__all__ = [
    "REASONS",
    "FileRefused",
    "hide_videos",
    "publish_videos",
    "store_file",
    "sweep_files",
    "sweep_leftovers",
]
