"""What happens to questions: one function is one thing that happens, in one transaction."""
