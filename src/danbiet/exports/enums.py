from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


# What an office gets a document as: ending of the file's name, and what people call it.
FORM_NAMES = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
