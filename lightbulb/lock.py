"""`make lock`: the exact packages with their hashes, and no address of any index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet", "--upgrade"),
]
GROUPS = ("dev", "embedded", "node", "bootstrap")


def main() -> None:
    compile_to("requirements.txt", "pyproject.toml")
    for group in GROUPS:
        options = ("--group", f"pyproject.toml:{group}", "-c", "requirements.txt")
        compile_to(f"requirements-{group}.txt", *options)


def compile_to(output: str, *source: str) -> None:
    subprocess.run([*COMPILE, *source, "-o", output], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
