"""What is typed about contests and items."""
