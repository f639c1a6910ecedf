"""Tables of the index; docs/indices-job.md says what each is for."""

from .criteria import CriteriaSet, Criterion
from .editions import (
    DomainAppraiser,
    Edition,
    Exemption,
    Participant,
    Publication,
    PublicationOrder,
    PublishedFile,
    PublishedUnit,
    WindowChange,
)
from .scores import Evidence, Score, ScoreChange

__all__ = [
    "CriteriaSet",
    "Criterion",
    "DomainAppraiser",
    "Edition",
    "Evidence",
    "Exemption",
    "Participant",
    "Publication",
    "PublicationOrder",
    "PublishedFile",
    "PublishedUnit",
    "Score",
    "ScoreChange",
    "WindowChange",
]
