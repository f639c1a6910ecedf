"""What Granian's worker processes load: the application, in a process that ends with its parent.

Granian's own workers survive a killed main process and would keep the port.
"""

import signal

from danbiet.config.wsgi import application
from danbiet.run.death import end_with_parent

end_with_parent(signal.SIGTERM)

__all__ = ["application"]
