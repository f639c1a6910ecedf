"""What plans compute, without Django."""
