"""Which guides and papers of docs/ the product shows, under which key, to whom. Their words are Vietnamese (ADR 0048)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

CITIZENS, OFFICERS, EDITORS, OFFICE, OPERATION = "nguoi-dan", "can-bo", "bien-tap", "quan-tri", "van-hanh"
INDEX = "README.md"  # the list of all guides: on the desk the first page of the guides


@dataclass(frozen=True, slots=True)
class Paper:
    """`file` lies below docs/. `label` is the tab it has; "" for a page of `part`, whose tab it stands under."""

    key: str
    file: str
    label: str | Promise = ""
    part: str = ""
    is_for_office: bool = False  # for who runs the machine: the province's reform office


def _operation(key: str, name: str) -> Paper:
    return Paper(key, f"ops/{name}.md", part=OPERATION, is_for_office=True)


PAPERS: dict[str, Paper] = {
    one.key: one
    for one in (
        Paper(OFFICERS, "can-bo/README.md", pgettext_lazy("guide", "Officers and heads")),
        Paper(EDITORS, "bien-tap/README.md", pgettext_lazy("guide", "Editing and broadcasting")),
        Paper(OFFICE, "quan-tri/README.md", pgettext_lazy("guide", "Administration")),
        Paper(CITIZENS, "nguoi-dan/README.md", pgettext_lazy("guide", "Citizens")),
        Paper("cai-dat", "admin/cai-dat.md", pgettext_lazy("guide", "Setting up"), is_for_office=True),
        Paper("sap-nhap", "admin/sap-nhap.md", pgettext_lazy("guide", "Merging units"), is_for_office=True),
        Paper(OPERATION, "ops/README.md", pgettext_lazy("guide", "Running the server"), is_for_office=True),
        _operation("cai-len-may-chu", "install"),
        _operation("sao-luu", "backup"),
        _operation("khoi-phuc", "restore-drill"),
        _operation("bao-tri", "maintenance"),
        _operation("theo-doi", "monitoring"),
        _operation("bao-dong-khong-tra-loi", "alarm-site-down"),
        _operation("bao-dong-bao-tri-qua-lau", "alarm-maintenance-forgotten"),
        _operation("bao-dong-co-so-du-lieu", "alarm-database-down"),
        _operation("bao-dong-viec-nen-dung", "alarm-worker-down"),
        _operation("bao-dong-viec-nen-loi", "alarm-jobs-failed"),
        _operation("bao-dong-o-dia-day", "alarm-disk-full"),
        _operation("bao-dong-sao-luu", "alarm-backup-old"),
        _operation("bao-dong-nhieu-loi", "alarm-errors-many"),
        _operation("bao-dong-cham", "alarm-slow"),
    )
}
_BY_FILE = {one.file: one for one in PAPERS.values()}


def papers_for(rights: Rights) -> list[Paper]:
    """What a person of the desk may read, in the order of the list: the guides all, papers on the machine who runs it."""
    is_office = is_province_office(rights)
    return [one for one in PAPERS.values() if is_office or not one.is_for_office]


def guide_for(rights: Rights) -> str:
    """Which guide a person opens first: the province's office its own, who is nothing but an editor theirs, others the officers'."""
    if is_province_office(rights):
        return OFFICE
    roles = {role for role, _unit in rights.roles}
    return EDITORS if roles == {Role.EDITOR} else OFFICERS


def linked(paper: Paper, href: str) -> Paper | None:
    """The paper a link written in another leads to (`../ops/backup.md` in `admin/cai-dat.md`), None where it is none of ours."""
    return _BY_FILE.get(target_of(paper, href))


def target_of(paper: Paper, href: str) -> str:
    """A link of a paper as a file below docs/; one that leads out of there begins with `..`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(paper.file), href.partition("#")[0]))
