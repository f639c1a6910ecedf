"""What the portal asks of several nouns at once."""
