"""What happens to a contest: one function, one transaction, one line in the record."""
