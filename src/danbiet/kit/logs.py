"""What must not stand in a log: addresses that are secrets themselves. Whoever reads one there could open the page."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/hoi-dap/(?:theo-doi|da-gui)/[^/\s]+/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Puts "…" in place of the key in the link by which an asker follows their question."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/hoi-dap/" in said:
            record.msg, record.args = _SECRET.sub(r"\1…", said), ()
        return True
