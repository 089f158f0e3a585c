"""Lock every package that is installed, those that others need too, each to one version and its hashes.

python -m infra.lock              # `make lock`: after a change of a requirements file
python -m infra.lock --upgrade    # also take the newest of what only other packages need

A lock says from which requirements it was made; `tests/meta/test_requirements.py` compares.
"""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEVELOPMENT = Path("requirements-dev.txt")
LOCKS: Mapping[Path, Path] = {
    DEVELOPMENT: Path("requirements-dev.lock"),
    Path("requirements.txt"): Path("requirements.lock"),
    Path("layers/imaging/requirements.txt"): Path("layers/imaging/requirements.lock"),
}
"""Each file of requirements with its lock. The first holds all others, whose versions are those that it has."""

OLDEST_PYTHON = "3.11"
BUILDS_ONLY = "setuptools"
"""fractional-indexing asks for it, and needs it only to be built."""


def main(arguments: list[str]) -> int:
    """Write every lock; the exit code of the first that failed."""
    for source, lock in LOCKS.items():
        code = _resolve(source, lock, upgrade="--upgrade" in arguments)
        if code:
            return code
        content = (ROOT / lock).read_text()
        (ROOT / lock).write_text(f"{heading(source)}\n{content}")
    return 0


def heading(source: Path) -> str:
    """The first line of a lock: what it was made from."""
    return f"# Made by `make lock` from {source.as_posix()}, {_digest(source)}"


def _digest(source: Path) -> str:
    """Changes with the file of requirements and those that it names."""
    text = (ROOT / source).read_text()
    named = [line.removeprefix("-r ").strip() for line in text.splitlines() if line.startswith("-r ")]
    parts = [text, *(_digest(source.parent / name) for name in named)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def _resolve(source: Path, lock: Path, *, upgrade: bool) -> int:
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--output-file", str(lock), str(source)]
    if source != DEVELOPMENT:
        command += ["--constraint", str(LOCKS[DEVELOPMENT]), "--no-emit-package", BUILDS_ONLY]
    return subprocess.run([*command, *(["--upgrade"] if upgrade else [])], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
