"""The demonstration's secret key: made once on this machine, never committed."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_kept_under(folder: Path) -> str:
    """The key in `folder`, made at the first start and readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = folder / f"secret-key-{os.getpid()}"
        begun.touch(mode=0o600)
        begun.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # another process was first: its key is the one
            os.link(begun, path)
        begun.unlink()
    return path.read_text()
