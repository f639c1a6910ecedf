"""Names for what Wagtail shows under a name no translation can reach."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LINK_LABELS = {
    "link_text": _("Text of the link"),
    "email_address": _("Address to write to"),
    "phone_number": _("Number to call"),
    "subject": _("Subject of the message"),
    "body": _("Text of the message"),
}


def name_the_nameless() -> None:
    """Label the fields of the link choosers and count pages found as pages; Wagtail would say "Link text", "11 None".

    Importing here, while the site's language is in force, also fixes the few words Wagtail translates on import.
    """
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.workflows import WorkflowPageForm
    from wagtail.admin.views.pages.search import SearchView
    from wagtail.contrib.redirects import filters  # noqa: F401 - see above

    for form in (
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        for name in LINK_LABELS.keys() & form.base_fields.keys():
            form.base_fields[name].label = LINK_LABELS[name]
    WorkflowPageForm.base_fields["page"].label = _("Page")
    SearchView.verbose_name_plural = _("pages")
