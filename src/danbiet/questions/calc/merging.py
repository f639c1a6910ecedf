"""One text for many questions: fields in braces, filled in for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

FIELDS = ("mã", "tiêu đề", "lĩnh vực", "cơ quan", "ngày nhận")
_FIELD = re.compile(r"\{([^{}<>\n]{1,40})\}")


def merged(template: str, values: Mapping[str, str], *, is_check: bool = False) -> str:
    """The template (HTML) with "{mã}" and the like replaced, values as plain words. Refused (ValueError, naming it): a field
    that is none of FIELDS. With `is_check` nothing is filled in."""
    unknown = [name for name in fields_in(template) if name not in FIELDS]
    if unknown:
        raise ValueError(unknown[0])
    if is_check:
        return template
    return _FIELD.sub(lambda found: escape(values.get(found[1].strip(), ""), quote=False), template)


def fields_in(template: str) -> list[str]:
    """The fields a template names, each once, in order."""
    return list(dict.fromkeys(name.strip() for name in _FIELD.findall(template)))
