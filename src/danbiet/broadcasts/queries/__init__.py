"""What one may ask about the air."""
