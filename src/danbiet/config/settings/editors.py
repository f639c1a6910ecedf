"""The editors' rooms: Wagtail and what it may load."""

from __future__ import annotations

from . import env

WAGTAIL_SITE_NAME = "Dân Biết"
WAGTAIL_I18N_ENABLED = False  # an article has one language and points at its translations: ADR 0016
DANBIET_APPROVAL_DAYS = env.number("DANBIET_APPROVAL_DAYS", default=2)  # working days for each step of a text
DANBIET_REVIEW_STEP = env.flag("DANBIET_REVIEW_STEP", default=True)  # a colleague reads before the head does
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Attachment"
WAGTAILIMAGES_IMAGE_FORM_BASE = "danbiet.cms.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "danbiet.cms.forms.AttachmentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAIL_ENABLE_UPDATE_CHECK = False  # a province's server asks nobody outside
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing comes from a third party
TAGGIT_CASE_INSENSITIVE = True
# Editors' rooms: Wagtail's own scripts only; it sets styles from scripts and templates and previews pages in a frame: ADR 0015.
DANBIET_EDITORS_CSP = {
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
