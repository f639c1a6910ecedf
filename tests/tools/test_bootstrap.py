"""Setting up says little, in Vietnamese, and passes on what a failing program said."""

from __future__ import annotations

import sys

import pytest

from tools import bootstrap_steps as steps


def test_run_of_a_program_that_succeeds_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    steps.run(
        [sys.executable, "-c", "import sys; print('added 5 packages'); print('notice', file=sys.stderr)"]
    )

    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_run_of_a_program_that_fails_passes_on_its_words(stream: str) -> None:
    code = f"import sys; print('no space', file=sys.{stream}); sys.exit(3)"

    with pytest.raises(steps.Missing, match=r"không thành công.*\nno space"):
        steps.run([sys.executable, "-c", code])
