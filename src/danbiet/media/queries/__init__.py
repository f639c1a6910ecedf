"""What is kept. Who may have it is decided by the noun it belongs to."""

from ..models import StoredFile, Upload, Video, VideoFile
from .playing import Playable, Source, Subtitle, playables, video_for
from .stored import open_file, stored_file, stored_files

__all__ = [
    "Playable",
    "Source",
    "StoredFile",  # a record's type is part of the answer
    "Subtitle",
    "Upload",
    "Video",
    "VideoFile",
    "open_file",
    "playables",
    "stored_file",
    "stored_files",
    "video_for",
]
