"""What is asked about contests."""
