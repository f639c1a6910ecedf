"""Pages and lists for readers."""
