"""Find the interpreter that Lambda runs, with which functions are built.

python -m infra.lambda_python    # prints the folder it is in, to be put in front of the path
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VERSION = "3.13"
NAME = f"python{VERSION}"


def find() -> Path | None:
    """One that works: the first on the path, or among those that pyenv has installed and not chosen."""
    return next((python for python in _candidates() if _works(python)), None)


def main() -> int:
    """Print where it is, or say in one line that there is none."""
    found = find()
    if found is None:
        print(f"error: functions are built with Lambda's Python, and there is no {NAME} on the path.", file=sys.stderr)
        return 1
    print(found.parent)
    return 0


def _candidates() -> Iterator[Path]:
    for folder in os.get_exec_path():
        yield Path(folder) / NAME
    installed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from sorted(installed.glob(f"{VERSION}.*/bin/{NAME}"), reverse=True)


def _works(python: Path) -> bool:
    """Whether it is there and has pip: the command of a version manager that has none fails."""
    if not python.is_file():
        return False
    check = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    told = subprocess.run([python, "-c", check], capture_output=True, text=True, check=False)
    return told.returncode == 0 and told.stdout.strip() == VERSION


if __name__ == "__main__":
    sys.exit(main())
