"""`make install`: from a bare machine to one that can run and test the service.

Runs on the system's own Python, before anything is installed, so it uses the standard
library alone. Each step is skipped when what it makes is there and current.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
# What the system must have, and the Debian package that brings it.
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
# What papers are printed in, and what stands in for a letter it lacks.
FONTS = {
    Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"): "fonts-liberation",
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"): "fonts-dejavu-core",
}
# What static files are made from. Packages bring some, so a change of them counts too.
STATIC_SOURCES = (
    *("static", "templates/cases", "templates/components"),
    *("lightbulb/assets.py", "lightbulb/tablet_sheet.py", "lightbulb/settings.py"),
    "package-lock.json",
)
ONLY_TOOLS, TO_RUN = "--only-tools", "--to-run"  # the words this program takes


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Lightbulb needs Python 3.11 or later.")
    make_venv()
    install("requirements-bootstrap.txt", by=[PYTHON, "-m", "pip", "install", "--quiet"])
    if ONLY_TOOLS in sys.argv:
        return
    files = ["requirements.txt", "requirements-dev.txt", "requirements-embedded.txt"]
    if not shutil.which("npm"):
        files.append("requirements-node.txt")
    install(*files, by=[PYTHON, "-m", "uv", "--system-certs", "pip", "install", "--quiet"])
    bring_what_the_system_lacks(browser=TO_RUN not in sys.argv)
    build_static_files()


def make_venv() -> None:
    if not PYTHON.exists():
        say("Making .venv")
        try:
            venv.create(VENV, with_pip=True)
        except (subprocess.CalledProcessError, ImportError):
            sys.exit("Python's venv is missing: apt-get install python3-venv")


def install(*files: str, by: list[str | Path]) -> None:
    """Install locked packages, unless exactly these were installed before."""
    words = [word for name in files for word in ("-r", name)]
    mark = VENV / f"installed-{files[0]}"
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return
    say(f"Installing {', '.join(files)}")
    run([*by, "--require-hashes", *words])
    mark.write_text(wanted)


def bring_what_the_system_lacks(*, browser: bool) -> None:
    """System packages, installed at once as root, and asked for first with sudo.

    The browser is for tests alone.
    """
    packages = [
        name for library, name in LIBRARIES.items() if not ctypes.util.find_library(library)
    ]
    packages += [name for font, name in FONTS.items() if not font.exists()]
    if browser and not shutil.which("chromium"):
        packages.append("chromium")
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    line = " ".join(command)
    if not shutil.which("apt-get"):
        sys.exit(f"Missing on this machine: {', '.join(packages)}. Install them and try again.")
    if os.geteuid() != 0:
        if not (shutil.which("sudo") and sys.stdin.isatty() and agreed(f"sudo {line}")):
            say(f"Missing on this machine, so some things will not work: sudo {line}")
            return
        command.insert(0, "sudo")
    say(line)
    run([*command[: command.index("apt-get")], "apt-get", "update", "--quiet=2"])
    run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def agreed(line: str) -> bool:
    return input(f"Run this first?  {line}  [y/N] ").strip().lower() in ("y", "yes")


def build_static_files() -> None:
    """Front-end packages to static/build, then every static file under its hashed name.

    Not again while nothing they are made from has changed.
    """
    var = Path(os.environ.get("LIGHTBULB_VAR") or ROOT / "var")
    mark, made = var / "static-made-from", ROOT / "static" / "build"
    if mark.exists() and made.exists() and mark.read_text() == state_of_sources():
        return
    run([PYTHON, "-m", "lightbulb.assets"])
    environment = {**os.environ, "LIGHTBULB_MODE": "demonstration"}
    environment.pop("BIND", None)
    run([PYTHON, "manage.py", "collectstatic", "--no-input", "--verbosity=0"], env=environment)
    mark.write_text(state_of_sources())


def state_of_sources() -> str:
    """Changes whenever a file does that static files are made from."""
    digest = hashlib.sha256((VENV / "installed-requirements.txt").read_bytes())
    for file in sources():
        digest.update(f"{file.relative_to(ROOT)} {file.stat().st_size} ".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def sources() -> Iterator[Path]:
    for name in STATIC_SOURCES:
        path = ROOT / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.is_file())


def run(command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit(f"This did not work: {' '.join(str(word) for word in command)}")


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    main()
