"""What happens to sets, editions and sheets: each function one thing, one transaction, with its record."""
