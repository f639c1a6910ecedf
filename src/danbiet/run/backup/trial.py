"""`python -m danbiet.run.backup.trial`: does the installation of this environment work? Run on a copy that was brought back."""

from __future__ import annotations

import sys


def trial() -> str:
    """The first thing that is wrong: tables the programs do not know, keys that do not open, a front page that fails."""
    import django
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"  # nobody has gathered static files for the copy
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    django.setup()
    from django.test import Client

    from danbiet.run.prepare import unapplied

    missing = unapplied()
    if missing:
        return f"thiếu {missing} bước cập nhật cơ sở dữ liệu (bản sao lưu của một bản Dân Biết cũ hơn)"
    locked = unreadable()
    if locked:
        return f"khóa đi kèm không mở được {locked}"
    status = (
        Client(headers={"host": "localhost"}, raise_request_exception=False).get("/", secure=True).status_code
    )
    return "" if status == 200 else f"trang chủ trả lời {status}"


def unreadable() -> str:
    """A field whose newest value the keys do not open, as model.field; empty when all that is there can be read."""
    from django.apps import apps

    from danbiet.kit.encrypted import UNREADABLE, EncryptedTextField

    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, EncryptedTextField):
                rows = model._default_manager.exclude(**{field.name: ""}).order_by("-pk")
                if UNREADABLE in rows.values_list(field.name, flat=True)[:1]:
                    return f"{model._meta.label}.{field.name}"
    return ""


if __name__ == "__main__":
    found = trial()
    sys.stdout.write(found + "\n")
    raise SystemExit(1 if found else 0)
