"""A Word file as PDF, as LibreOffice prints it: the same pages the office sees in Word."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 300  # seconds


class NoPdf(Exception):
    """No PDF can be made here: LibreOffice is missing, or failed."""


def pdf_of(docx: bytes) -> bytes:
    """The PDF of a Word file. NoPdf says why there is none."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoPdf("LibreOffice")
    with tempfile.TemporaryDirectory(prefix="danbiet-pdf-") as folder:
        source = Path(folder) / "van-ban.docx"
        source.write_bytes(docx)
        command = [
            program, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)  # noqa: S603 - our own words only
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise NoPdf(type(error).__name__) from error
