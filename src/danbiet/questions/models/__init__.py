from .alike import Commonness, Likeness, Posting
from .answers import Answer, LegalBasis, Part, Snippet
from .asker import Asker, CallBack, DataRequest, Message, Notice, Tally
from .question import Event, InternalNote, Pause, Question, QuestionFile, TimeLimit, Topic

__all__ = [
    "Answer",
    "Asker",
    "CallBack",
    "Commonness",
    "DataRequest",
    "Event",
    "InternalNote",
    "LegalBasis",
    "Likeness",
    "Message",
    "Notice",
    "Part",
    "Pause",
    "Posting",
    "Question",
    "QuestionFile",
    "Snippet",
    "Tally",
    "TimeLimit",
    "Topic",
]
