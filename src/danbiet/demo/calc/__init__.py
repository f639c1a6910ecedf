"""What the demonstration year consists of: pure values, always the same from run to run."""
