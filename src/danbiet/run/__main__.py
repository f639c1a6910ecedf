"""`python -m danbiet.run …` is the command `danbiet` for processes we start ourselves."""

from danbiet.run.cli import main

raise SystemExit(main())
