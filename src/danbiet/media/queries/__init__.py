"""What is kept. Who may have it is decided by the noun it belongs to."""

from ..models import StoredFile, Track, Upload, Video, VideoFile
from .files import film_file_at, latest_film_file, track_at
from .library import kept_bytes, original_of, tracks_of, unfinished_uploads, videos
from .playing import Playable, Source, Subtitle, playables, video_for
from .stored import open_file, stored_file, stored_files

__all__ = [
    "Playable",
    "Source",
    "StoredFile",  # a record's type is part of the answer
    "Subtitle",
    "Track",
    "Upload",
    "Video",
    "VideoFile",
    "film_file_at",
    "kept_bytes",
    "latest_film_file",
    "open_file",
    "original_of",
    "playables",
    "stored_file",
    "stored_files",
    "track_at",
    "tracks_of",
    "unfinished_uploads",
    "video_for",
    "videos",
]
