"""Loads the demonstration year, stage by stage, through the actions everybody uses."""
