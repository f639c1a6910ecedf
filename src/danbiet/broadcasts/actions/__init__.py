"""What can happen on the air."""
