"""What is filled in about sets, editions and sheets."""
