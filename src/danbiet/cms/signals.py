"""What the ground tells the floors above it."""

from django.dispatch import Signal

attachment_read = Signal()  # attachment_id, at: its text is known, or is another; sent after the commit
