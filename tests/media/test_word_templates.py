"""A Word file may name the template on its writer's disk; one fetched from another machine is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from danbiet.media.calc.inspect import Refused, inspect
from danbiet.media.enums import WORD, Flaw

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def paper(target: str) -> bytes:
    kept = io.BytesIO()
    docx.Document().save(kept)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr(
            "word/_rels/settings.xml.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{TYPE}" Target="{target}" TargetMode="External"/></Relationships>',
        )
    return kept.getvalue()


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:\\Users\\Lan\\Templates\\Normal.dotm",
        "file:///Users/lan/Normal.dotm",
        "Normal.dotm",
        "C:\\x.dot",
    ],
)
def test_template_on_the_writers_own_disk_is_taken(target: str) -> None:
    assert inspect(paper(target), name="a.docx", allowed=WORD).content


@pytest.mark.parametrize(
    "target",
    ["http://x.vn/a.dotm", "https://x.vn/a.dotm", "\\\\server\\a.dotm", "file://server/a.dotm", "//server/a.dotm",
     "file:////server/a.dotm", "file:///%5C%5Cserver/a.dotm", "ftp:x"],
)  # fmt: skip
def test_template_from_another_machine_is_refused(target: str) -> None:
    with pytest.raises(Refused) as refusal:
        inspect(paper(target), name="a.docx", allowed=WORD)

    assert refusal.value.flaw == Flaw.OUTSIDE
