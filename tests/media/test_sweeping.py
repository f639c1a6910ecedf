"""What nobody refers to is thrown away after a while; what somebody needs stays, however old."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import plans as make

from danbiet.media.actions import store_file, sweep_files, sweep_leftovers
from danbiet.media.models import StoredFile
from danbiet.media.tasks import sweep
from danbiet.plans.models import Proof

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLD, YOUNG = datetime(2021, 1, 1, tzinfo=UTC), datetime(2021, 2, 1, tzinfo=UTC)
BEFORE = datetime(2021, 1, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(at: datetime, content: bytes = PDF) -> StoredFile:
    return store_file(SimpleUploadedFile("biên bản.pdf", content), by=None, at=at)


def on_disk(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_old_file_nobody_refers_to_goes_with_its_content_and_a_second_run_finds_nothing(folder: Path) -> None:
    kept(OLD)

    assert [sweep_files(before=BEFORE), sweep_files(before=BEFORE)] == [1, 0]
    assert not StoredFile.objects.exists()
    assert on_disk(folder) == 0


def test_young_file_nobody_refers_to_stays(folder: Path) -> None:
    kept(YOUNG)

    assert sweep_files(before=BEFORE) == 0
    assert on_disk(folder) == 1


def test_old_file_that_proves_something_stays(folder: Path) -> None:
    piece = make.evidence(make.unit(kind="province", code="94"), OLD.date())
    Proof.objects.create(evidence=piece, kind="file", file=kept(OLD))

    assert sweep_files(before=BEFORE) == 0
    assert on_disk(folder) == 1


def test_old_file_a_referrer_forgot_is_held_by_its_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piece = make.evidence(make.unit(kind="province", code="94"), OLD.date())
    Proof.objects.create(evidence=piece, kind="file", file=kept(OLD))
    monkeypatch.setattr("danbiet.media.registry.REFERRERS", [])

    assert sweep_files(before=BEFORE) == 0
    assert StoredFile.objects.count() == on_disk(folder) == 1


def test_content_two_records_share_stays_with_the_younger(folder: Path) -> None:
    kept(OLD)
    young = kept(YOUNG)

    assert sweep_files(before=BEFORE) == 1
    assert list(StoredFile.objects.all()) == [young]
    assert on_disk(folder) == 1


def test_content_without_a_record_goes_once_it_is_old(folder: Path) -> None:
    file = kept(OLD)
    with_record = folder / file.content.name
    without = folder / "ab" / ("ab" + "0" * 62)
    without.parent.mkdir(exist_ok=True)
    without.write_bytes(b"x")
    now = datetime.now(UTC)

    assert sweep_leftovers(before=now - timedelta(days=7)) == 0
    for path in (with_record, without):
        os.utime(path, (OLD.timestamp(), OLD.timestamp()))
    assert sweep_leftovers(before=now - timedelta(days=7)) == 1
    assert with_record.exists()
    assert not without.exists()


def test_files_of_other_parts_in_the_same_store_stay_however_old(folder: Path) -> None:
    others = [
        folder / "original_images" / "a.jpg",
        folder / "video" / "1" / "480p.mp4",
        folder / "ab" / "x.txt",
    ]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (OLD.timestamp(), OLD.timestamp()))

    assert sweep_leftovers(before=datetime.now(UTC)) == 0
    assert all(path.exists() for path in others)


def test_job_runs_twice_without_harm(folder: Path) -> None:
    kept(OLD)

    sweep()
    sweep()

    assert on_disk(folder) == 0
