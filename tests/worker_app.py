"""The worker as the suite starts it: no sockets beyond this machine, as in the suite itself.

Started with `celery -A tests.worker_app`. The guard comes before everything else, so that
nothing keeps a way around it; PostgreSQL's own library opens its socket by itself, and
goes where DATABASE_URL says.
"""

import socket
from pathlib import Path

from pytest_socket import SocketConnectBlockedError, socket_allow_hosts

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
socket_allow_hosts(LOOPBACK, allow_unix_socket=True)

from lightbulb.celery import app  # noqa: E402  (after the guard)

__all__ = ["app", "knock"]


@app.task(name="tests.knock")
def knock(host: str, port: int, answer: str) -> None:
    """Try to reach somebody and write down what came of it."""
    try:
        socket.create_connection((host, port), timeout=2).close()
        came_of_it = "answered"
    except SocketConnectBlockedError:
        came_of_it = "refused by the guard"
    except OSError:
        came_of_it = "nobody there"
    Path(answer).write_text(came_of_it)
