"""What somebody hands in to change a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """An edited template."""

    file = forms.FileField(
        label=_("Edited template (.docx)"), widget=forms.ClearableFileInput(attrs={"accept": ".docx"})
    )
