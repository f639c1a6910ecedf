"""What controllers ask."""
