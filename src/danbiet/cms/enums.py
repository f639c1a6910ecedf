from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """How far the reading of a file's text is."""

    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("text read")
    SCAN = "scan", _("a scan, waiting to be recognised")
    OCR = "ocr", _("text recognised from a scan")
    NONE = "none", _("no text in it")
    FAILED = "failed", _("could not be read")
