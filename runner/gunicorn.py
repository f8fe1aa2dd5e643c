"""The web server's settings, for `make run` and production alike; WEB_WORKERS and WEB_THREADS fit the machine."""

import os
from pathlib import Path

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Each thread keeps a database connection of its own: workers x threads must fit max_connections.
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- a heartbeat, off the disk
# Loading once before the fork starts the second worker for nothing and shares its memory.
preload_app = True
accesslog = None
# Nothing steers the server but its signals: no control socket.
control_socket_disable = True


def post_fork(server, worker):
    """Make a process of the server ready for its requests."""
    from emulation_portal.collector import spare_what_stays  # noqa: PLC0415 -- the portal is loaded by now

    spare_what_stays()
