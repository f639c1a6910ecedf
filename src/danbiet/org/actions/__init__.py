"""What happens to units and to the calendar."""
