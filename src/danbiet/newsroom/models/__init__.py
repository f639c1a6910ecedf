"""The tables of what editors write: Wagtail pages and the rows that hang on them."""

from .approval import HeadStep, Publication, ReviewStep, StepState
from .articles import AnnouncementPage, ArticlePage, ProgrammePage
from .documents import DocumentFile, OfficialDocumentPage
from .good_models import Adoption, GoodModelPage
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
