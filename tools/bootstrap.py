"""Makes everything `danbiet` needs on a machine with Python, make and git: `tools/bootstrap.py run` or `dev`.

This file is read by old Pythons too, so that they can say what is missing; the work is in bootstrap_steps.py.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the whole purpose of this file
    sys.exit(
        "✘ Python {}.{} quá cũ, cần Python 3.11 trở lên: hãy cài bản mới hơn rồi chạy «make PYTHON=python3.11 …».".format(
            *sys.version_info[:2]
        )
    )

from bootstrap_steps import main

sys.exit(main(sys.argv[1:]))
