"""The tables of what editors write: Wagtail pages and the rows that hang on them."""

from .approval import HeadStep, Publication, ReviewStep, StepState
from .articles import AnnouncementPage, ArticlePage, ProgrammePage
from .documents import DocumentFile, OfficialDocumentPage
from .good_models import Adoption, GoodModelPage, Nomination
from .page import Correction, PublicPage
from .sections import PortalPage, SectionPage
from .videos import VideoPage

__all__ = [
    "Adoption",
    "AnnouncementPage",
    "ArticlePage",
    "Correction",
    "DocumentFile",
    "GoodModelPage",
    "HeadStep",
    "Nomination",
    "OfficialDocumentPage",
    "PortalPage",
    "ProgrammePage",
    "PublicPage",
    "Publication",
    "ReviewStep",
    "SectionPage",
    "StepState",
    "VideoPage",
]
