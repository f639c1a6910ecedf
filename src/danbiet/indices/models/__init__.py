"""Tables of the index; docs/indices-job.md says what each is for."""

from .criteria import CriteriaSet, Criterion
from .editions import Edition, Exemption, Participant, Publication, WindowChange
from .scores import Evidence, Score, ScoreChange

__all__ = [
    "CriteriaSet",
    "Criterion",
    "Edition",
    "Evidence",
    "Exemption",
    "Participant",
    "Publication",
    "Score",
    "ScoreChange",
    "WindowChange",
]
