from .answers import Answer, LegalBasis, Part, Snippet
from .asker import Asker, CallBack, DataRequest, Message, Notice
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
    "TimeLimit",
    "Topic",
]
