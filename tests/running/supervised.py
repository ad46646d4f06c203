"""A supervisor of tiny programs, in a process of its own: `python -m tests.running.supervised`.

Takes a folder and a JSON list of children. It is a process of its own because a
supervisor adopts, and may end, whatever its children leave behind.
"""

import json
import os
import signal
import sys
from pathlib import Path

from lightbulb.run import Stopped, say, stopped
from lightbulb.supervisor import GivenUp, Spec, Supervisor


def spec(name: str, program: str, ready_file: str = "", **options: object) -> Spec:
    """A child that runs a line of Python, ready when a file is there."""
    ready = (lambda: Path(ready_file).exists()) if ready_file else (lambda: True)
    return Spec(name, [sys.executable, "-c", program], ready=ready, **options)


def main(folder: str, specs: str) -> int:
    signal.signal(signal.SIGINT, stopped)
    os.chdir(folder)
    supervisor = Supervisor(logs=Path(folder), say=say)
    try:
        for options in json.loads(specs):
            supervisor.start(spec(**options))
        say("all started")
        supervisor.watch()
    except Stopped:
        return 0
    except GivenUp as reason:
        say(str(reason))
    finally:
        supervisor.stop_all()
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
