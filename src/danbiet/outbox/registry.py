"""Names other parts may use without knowing how mail is sent."""

DELIVER_JOB = "outbox.deliver"
