"""The names of the jobs, for whoever asks for one."""

from __future__ import annotations

MARK_JOB = "contests.mark_entries"
CLOSE_JOB = "contests.close_rounds"
COUNT_JOB = "contests.count_round"
BUNDLE_JOB = "contests.make_bundle"
FRAUD_JOB = "contests.look_for_fraud"
