"""Names other parts may use without knowing how mail is sent."""

DELIVER_JOB = "outbox.deliver"
FORGET_JOB = "outbox.forget"
