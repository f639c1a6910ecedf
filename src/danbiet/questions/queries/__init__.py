"""What may be asked about questions."""
