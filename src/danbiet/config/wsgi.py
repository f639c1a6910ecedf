"""The door of the web server (Granian, WSGI): ready pages are answered first, views counted next, Django makes the rest."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
django_application = get_wsgi_application()

from danbiet.pagecache.middleware import PageCache  # noqa: E402 - needs the apps of Django
from danbiet.pagecache.receivers import start_listening  # noqa: E402
from danbiet.pagecache.storages import PAGES  # noqa: E402
from danbiet.visits.middleware import Counting  # noqa: E402
from danbiet.visits.receivers import Ledger  # noqa: E402
from danbiet.visits.storages import folder  # noqa: E402

counting = Counting(django_application, Ledger(folder()))
application = PageCache(counting, PAGES, start=start_listening)
