from .answers import Answer, LegalBasis, Part, Snippet
from .asker import Asker, CallBack, DataRequest, Message, Notice, Tally
from .question import Event, InternalNote, Pause, Question, QuestionFile, TimeLimit, Topic

__all__ = [
    "Answer",
    "Asker",
    "CallBack",
    "DataRequest",
    "Event",
    "InternalNote",
    "LegalBasis",
    "Message",
    "Notice",
    "Part",
    "Pause",
    "Question",
    "QuestionFile",
    "Snippet",
    "Tally",
    "TimeLimit",
    "Topic",
]
