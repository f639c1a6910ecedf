"""What the process of the rush (`danbiet.run.rsgi`) loads: the application of `contests.play`, without Wagtail, models or Django's requests.

No app is installed here: settings, templates and the catalogue are all that is used of Django. It starts in a fraction of a second,
which is how long a killed one is missed.
"""

import os
import signal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.log import configure_logging
from psycopg.conninfo import make_conninfo

from danbiet.contests.play.room import Options
from danbiet.contests.play.tokens import play_key
from danbiet.contests.play.urls import Play
from danbiet.kit import clock
from danbiet.run.death import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
end_with_parent(signal.SIGTERM)


def options() -> Options:
    """How this installation runs it."""
    return Options(
        address=address(),
        key=play_key(given=settings.DANBIET_PLAY_KEY, secret_key=settings.SECRET_KEY),
        queue=settings.DANBIET_PLAY_QUEUE,
        proxies=settings.AXES_IPWARE_PROXY_COUNT,
        portal=settings.DANBIET_BASE_URL,
        now=clock.now,
    )


def address() -> str:
    """Django's database settings as libpq reads them."""
    one: dict[str, Any] = settings.DATABASES["default"]
    places = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    found = {name: str(one[key]) for name, key in places.items() if one.get(key)}
    return make_conninfo("", **found, **one.get("OPTIONS", {}))


if not apps.ready:
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    apps.populate(())
application = Play(options())
