"""Sign-ins are forgotten after 90 days, as the register of personal data promises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog

from danbiet.accounts.tasks import forget
from danbiet.kit import clock


@pytest.mark.django_db
def test_forget_takes_sign_ins_over_90_days_old_and_leaves_younger_ones() -> None:
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        for name, days in (("old", 91), ("young", 89)):
            more = (
                {"get_data": "", "post_data": "", "failures_since_start": 1} if model is AccessAttempt else {}
            )
            made = model.objects.create(username=name, ip_address="203.0.113.5", user_agent="x", **more)
            model.objects.filter(pk=made.pk).update(attempt_time=clock.now() - timedelta(days=days))

    forget()
    forget()

    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        assert list(model.objects.values_list("username", flat=True)) == ["young"], model
