"""Looking into files, without Django."""
