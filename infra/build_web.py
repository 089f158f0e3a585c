"""Build the web app into web/dist, if it is not current. Needs Node 20.19 or later.

python -m infra.build_web              # without Node: says so in one line, and that is all
python -m infra.build_web --required   # without Node: fails
python -m infra.build_web lint types   # these scripts of web/package.json instead, after what they need
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
DIST = WEB / "dist"
BUILT = WEB / ".built-from"
INSTALLED = WEB / "node_modules" / ".installed-from"
OLDEST_NODE = (20, 19)

_SOURCES = ("src", "public", "reference", "scripts")
_API = ROOT / "layers" / "onetick" / "python" / "onetick" / "system" / "openapi.json"


class NotBuilt(Exception):
    """Why the app could not be built, in one line for a person."""


def build() -> bool:
    """Build what is stale; whether anything was. Raises NotBuilt."""
    wanted = _digest(_made_from())
    if DIST.is_dir() and _stamped(BUILT) == wanted:
        return False
    install()
    print("Building the web app", flush=True)
    _run("npm", "run", "--silent", "build")
    BUILT.write_text(wanted)
    return True


def install() -> None:
    """Install the packages that the lock file names, if they are not. Raises NotBuilt."""
    check_node()
    wanted = _digest([WEB / "package-lock.json"])
    if _stamped(INSTALLED) == wanted:
        return
    print("Installing the packages of the web app", flush=True)
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    INSTALLED.write_text(wanted)


def run_scripts(names: Sequence[str]) -> int:
    """Run these scripts of package.json, with their output for the person; the exit code. Raises NotBuilt."""
    install()
    if "budget" in names:
        build()
    for name in names:
        code = subprocess.run(("npm", "run", "--silent", name), cwd=WEB, check=False).returncode
        if code != 0:
            return code
    return 0


def check_node() -> None:
    """Raises NotBuilt when there is no Node, or an old one."""
    oldest = ".".join(map(str, OLDEST_NODE))
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NotBuilt(f"the web app needs Node {oldest} or later, and there is none; the API works without it")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)\.", version)
    if match is None or (int(match[1]), int(match[2])) < OLDEST_NODE:
        raise NotBuilt(f"the web app needs Node {oldest} or later, and this is {version.strip() or 'unknown'}")


def _made_from() -> list[Path]:
    """What the app is made from."""
    inside = [path for name in _SOURCES for path in (WEB / name).rglob("*")]
    beside = [path for path in WEB.iterdir() if path.suffix in (".json", ".ts", ".cjs", ".html")]
    found = (path for path in [*inside, *beside] if path.is_file() and path.name != "schema.d.ts")
    return [_API, *sorted(found)]


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _stamped(stamp: Path) -> str | None:
    return stamp.read_text() if stamp.exists() else None


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotBuilt(f"{' '.join(command[:2])} failed: {said[-1] if said else 'without a word'}")


def main() -> int:
    """Build; the exit code."""
    scripts = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    try:
        if scripts:
            return run_scripts(scripts)
        build()
    except (NotBuilt, OSError) as problem:
        print(f"note: {problem}", file=sys.stderr)
        return int(bool(scripts) or "--required" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
