from .airing import Airing, AiringCorrection, AiringItem
from .channel import Channel, Programme, Slot
from .episode import Episode, EpisodeItem, Guest
from .log import AsRunImport

__all__ = [
    "Airing", "AiringCorrection", "AiringItem", "AsRunImport", "Channel", "Episode", "EpisodeItem", "Guest", "Programme",
    "Slot",
]  # fmt: skip
