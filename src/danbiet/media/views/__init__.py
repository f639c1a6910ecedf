"""What leaves and arrives over HTTP."""

from .stored import attachment
from .uploads import announced, created
from .uploads import options as tus_options

__all__ = ["announced", "attachment", "created", "tus_options"]
