"""What is forgotten about people who sign in."""

from __future__ import annotations

from datetime import datetime

from axes.models import AccessAttempt, AccessFailureLog, AccessLog


def forget_sign_ins(*, before: datetime) -> int:
    """Delete what was noted about sign-ins (name typed, address, time) before the moment; returns how many rows went.

    Safe to run twice. The register of personal data promises it (docs/privacy/register.md).
    """
    return sum(
        model.objects.filter(attempt_time__lt=before).delete()[0]
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )
