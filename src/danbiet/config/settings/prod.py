"""Behind a proxy with TLS. Refuses to start when something it needs is missing."""

from django.core.exceptions import ImproperlyConfigured

from . import env
from .base import *  # noqa: F403 - a settings module is its base with changes

for _name in ("DANBIET_SECRET_KEY", "DATABASE_URL", "DANBIET_HOSTS", "DANBIET_BASE_URL"):
    if not env.text(_name):
        raise ImproperlyConfigured(f"chưa đặt {_name}; xem deploy/env.example")

DANBIET_TODAY = None
DANBIET_DEMO = False
DANBIET_MAIL_READER = False
DANBIET_STYLEGUIDE = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/", r"^so-do/$"]  # asked on this machine, past the proxy
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
