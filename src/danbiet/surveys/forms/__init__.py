"""What is filled in about questionnaires, surveys and answers."""
