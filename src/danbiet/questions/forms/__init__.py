"""What people type about questions, checked."""
