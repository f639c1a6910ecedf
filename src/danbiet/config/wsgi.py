"""The door of the web server (Granian, WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
application = get_wsgi_application()
