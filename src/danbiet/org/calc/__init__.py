"""Pure work on units: reading the files, holding a history to its rules."""
