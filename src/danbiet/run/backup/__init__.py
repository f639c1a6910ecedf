"""Backups: made, listed, checked, thinned out, brought back, rehearsed. docs/ops/backup.md describes the format."""
