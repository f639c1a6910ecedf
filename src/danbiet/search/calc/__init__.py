"""Words, misspellings and excerpts: nothing of Django."""
