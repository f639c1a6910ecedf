"""What `danbiet serve` and `make run` use: one machine, plain HTTP, data in DANBIET_DATA_DIR."""

from .base import *  # noqa: F403 - a settings module is its base with changes
