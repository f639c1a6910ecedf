"""What happens to questionnaires and surveys: each function one thing, one transaction, with its record."""
