"""Running ffmpeg: no Django, no database."""

from .ffmpeg import Broken, Interrupted, MissingFfmpeg, Turn, look_into, make, program

__all__ = ["Broken", "Interrupted", "MissingFfmpeg", "Turn", "look_into", "make", "program"]
