"""Reads settings from the environment through one typed door that refuses unknown text."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by `<name>_FILE` (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    raw = text(name).strip().lower()
    if raw in {"", "default"}:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}: {raw!r} phải là on hoặc off (1/0, true/false, yes/no)")


def number(name: str, *, default: int) -> int:
    raw = text(name).strip()
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit():
        raise ImproperlyConfigured(f"{name}: {raw!r} không phải số nguyên không âm")
    return int(raw)


def day(name: str) -> date | None:
    """A date YYYY-MM-DD; empty or 'real' means none."""
    raw = text(name).strip()
    if raw in {"", "real"}:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {raw!r} không phải ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2021-12-15 (real: ngày thật)"
        ) from error


def file_store() -> dict[str, object]:
    """Where files are kept: on disk, or in the S3 bucket `DANBIET_S3_BUCKET` (private; nothing is ever served from it directly)."""
    bucket = text("DANBIET_S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    from botocore.config import Config  # only with the extra "s3"

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": text("DANBIET_S3_ENDPOINT") or None,
            "region_name": text("DANBIET_S3_REGION") or None,
            "access_key": text("DANBIET_S3_KEY") or None,
            "secret_key": text("DANBIET_S3_SECRET") or None,
            "location": text("DANBIET_S3_FOLDER"),
            # Stores other than Amazon's know paths rather than host names, and not every newer checksum.
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            "default_acl": None,
            "file_overwrite": False,
        },
    }


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Django's database settings from `postgresql://user:password@host:port/name?option=value`.

    A Unix socket is given as `?host=/folder`. Anything but PostgreSQL is refused.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL: chỉ nhận địa chỉ postgresql://tài-khoản:mật-khẩu@máy-chủ:cổng/tên"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "danbiet",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
