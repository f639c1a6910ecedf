"""Names of the contest's jobs, for those that defer them."""

from __future__ import annotations

SIMULATE_JOB = "contests.simulate"
