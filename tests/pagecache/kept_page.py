"""A web process in small: asked by lines on its input, answers with what a reader is shown. Started by test_processes."""

# ruff: noqa: E402 - Django first

from __future__ import annotations

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.test"
django.setup()

from django.contrib.auth.models import Group
from django.db import connection, transaction

from danbiet.pagecache.actions import forget_all
from danbiet.pagecache.middleware import PageCache
from danbiet.pagecache.receivers import start_listening
from danbiet.pagecache.storages import PAGES


def site(environ, start_response):  # type: ignore[no-untyped-def]
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Danbiet-Keep", "600")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(name, ',') FROM auth_group WHERE name LIKE 'tin %%'")
        return [(cursor.fetchone()[0] or "-").encode()]


cache = PageCache(site, PAGES, start=start_listening)


def shown() -> str:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
    return b"".join(cache(environ, lambda *_: None)).decode()


for line in sys.stdin:
    match line.split():
        case ["fresh"]:
            PAGES.forget()
            sys.stdout.write(f"kept {len(PAGES)}\n")
        case ["show"]:
            sys.stdout.write(shown() + "\n")
        case ["publish", name]:
            with transaction.atomic():
                Group.objects.create(name=f"tin {name}")
                forget_all()
            sys.stdout.write("published\n")
        case ["publish-not", name]:
            with transaction.atomic():
                Group.objects.create(name=f"tin {name}")
                forget_all()
                transaction.set_rollback(True)
            sys.stdout.write(f"kept {len(PAGES)}\n")
        case ["trust"]:
            import time

            sys.stdout.write(f"{PAGES.trusted_until > time.monotonic()}\n")
        case ["break"]:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND query IN ('SELECT 1', 'LISTEN danbiet_pages')"
                )
                sys.stdout.write(f"{cursor.fetchone()[0]}\n")
            PAGES.trusted_until = 0.0  # its own listener is gone too: until it is back it says so
    sys.stdout.flush()
