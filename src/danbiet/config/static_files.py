"""Where static files are found by name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Each address is worked out once: what the manifest says holds as long as the process, and a page asks eight times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = lru_cache(maxsize=1000)(super().url)

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's
        """The address with the file's fingerprint; ValueError when the manifest does not hold the name."""
        return str(self._known(name, force))
