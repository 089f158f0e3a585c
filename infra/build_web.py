"""Put the web pages together in web/dist, if they are not current. Needs Node 20 or later.

python -m infra.build_web              # without Node: says so in one line, and that is all
python -m infra.build_web --required   # without Node: fails
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parent.parent / "web"
DIST = WEB / "dist"
STAMP = WEB / ".built-from"
OLDEST_NODE = 20


class NotBuilt(Exception):
    """Why the pages could not be put together, in one line for a person."""


def build() -> bool:
    """Build what is stale; whether anything was. Raises NotBuilt."""
    wanted = _digest()
    if DIST.is_dir() and STAMP.exists() and STAMP.read_text() == wanted:
        return False
    _check_node()
    print("Building the web pages", flush=True)
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _run("node", "build.mjs")
    STAMP.write_text(wanted)
    return True


def _digest() -> str:
    """What the pages are made from."""
    digest = hashlib.sha256()
    for path in [WEB / "package-lock.json", WEB / "build.mjs", *sorted((WEB / "static").rglob("*"))]:
        if path.is_file():
            digest.update(str(path.relative_to(WEB)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _check_node() -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NotBuilt("the web pages need Node 20 or later, and there is none; the API works without them")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.", version)
    if match is None or int(match[1]) < OLDEST_NODE:
        raise NotBuilt(f"the web pages need Node 20 or later, and this is {version.strip() or 'unknown'}")


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotBuilt(f"{' '.join(command[:2])} failed: {said[-1] if said else 'without a word'}")


def main() -> int:
    """Build; the exit code."""
    try:
        build()
    except (NotBuilt, OSError) as problem:
        print(f"note: {problem}", file=sys.stderr)
        return int("--required" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
