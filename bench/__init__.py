"""Measurements on a province's year in full size. Nothing here is imported by the application."""
