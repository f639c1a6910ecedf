"""The door of the web server (Granian, WSGI): closed for maintenance or not; ready pages are answered first, views counted
next, Django makes the rest; every answer is measured."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
django_application = get_wsgi_application()

from danbiet.kit.meters import Metered  # noqa: E402 - needs the apps of Django, as those below do
from danbiet.pagecache.middleware import PageCache  # noqa: E402
from danbiet.pagecache.receivers import start_listening  # noqa: E402
from danbiet.pagecache.storages import PAGES  # noqa: E402
from danbiet.portal.middleware import AREAS, Maintenance  # noqa: E402
from danbiet.visits.middleware import Counting  # noqa: E402
from danbiet.visits.receivers import Ledger  # noqa: E402
from danbiet.visits.storages import folder  # noqa: E402

counting = Counting(django_application, Ledger(folder()))
pages = PageCache(counting, PAGES, start=start_listening)
application = Metered(Maintenance(pages), areas=AREAS)
