"""A small province with people, and pages of its units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from danbiet.accounts.models import User
from danbiet.newsroom.models import ArticlePage, PublicPage, SectionPage
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from tests.factories import plans as make


@dataclass
class Cast:
    """Two departments below a province, and who works there."""

    province: Unit
    justice: Unit
    health: Unit
    editor: User
    head: User
    other_editor: User
    other_head: User
    office: User
    auditor: User
    officer: User
    stranger: User


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.DANBIET_TODAY = date(2021, 6, 15)
    province = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    justice = make.unit("Sở Tư pháp", parent=province)
    health = make.unit("Sở Y tế", parent=province)
    return Cast(
        province=province,
        justice=justice,
        health=health,
        editor=make.person("Biên Tập", unit=justice, role=Role.EDITOR),
        head=make.person("Thủ Trưởng", unit=justice, role=Role.HEAD),
        other_editor=make.person("Biên Tập Khác", unit=health, role=Role.EDITOR),
        other_head=make.person("Thủ Trưởng Khác", unit=health, role=Role.HEAD),
        office=make.person("Văn Phòng", unit=province, role=Role.OFFICE),
        auditor=make.person("Kiểm Tra", unit=province, role=Role.AUDITOR),
        officer=make.person("Chuyên Viên", unit=justice, role=Role.OFFICER),
        stranger=make.person("Người Lạ"),
    )


Draft = Callable[..., Any]


@pytest.fixture
def draft() -> Draft:
    """Make a draft of any class in its section."""

    def made(
        model: type[PublicPage] = ArticlePage, *, unit: Unit, title: str = "Một bài", **said: Any
    ) -> Any:
        section = SectionPage.objects.get(kind=model.section_kind, depth=3)
        page = section.add_child(instance=model(title=title, unit=unit, live=False, **said))
        page.save_revision()
        return page

    return made


def publish(page: Any, user: User | None = None) -> Any:
    """Publish the newest version, as the admin does."""
    page.get_latest_revision().publish(user=user)
    return type(page).objects.get(pk=page.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
