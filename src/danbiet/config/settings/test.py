"""Tests: fast password hashes, plain static storage, mail in memory, a real PostgreSQL."""

import os
import tempfile

os.environ.setdefault("DANBIET_DATA_DIR", tempfile.mkdtemp(prefix="danbiet-test-"))
os.environ.setdefault("DANBIET_SECRET_KEY", "for tests only, forty characters or more of it")
os.environ["DANBIET_TODAY"] = "real"

from .base import *  # noqa: F403 - the data folder must be chosen before

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = True
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("DANBIET_TEST_TEMPLATE") or None}  # noqa: F405
