"""The tables of files and videos."""

from .stored import StoredFile, stored_name
from .upload import Upload
from .video import Track, Video, VideoFile, video_place

__all__ = ["StoredFile", "Track", "Upload", "Video", "VideoFile", "stored_name", "video_place"]
