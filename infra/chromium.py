"""The Chromium that browser tests drive: the system's own. None is ever downloaded but by the system's packages."""

import os
import shutil
import subprocess
from pathlib import Path

KNOWN = ("chromium", "chromium-browser", "google-chrome")


class NoChromium(Exception):
    """Why there is none, in one line for a person."""


def find_or_install() -> str:
    """The path of Chromium: CHROMIUM in the environment, or the system's; on Debian as root it is installed.

    Raises NoChromium.
    """
    given = os.environ.get("CHROMIUM")
    if given:
        if not Path(given).is_file():
            raise NoChromium(f"CHROMIUM names {given}, and there is no such file")
        return given
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests", flush=True)
        _apt("update")
        _apt("install", "--yes", "--no-install-recommends", "chromium")
        found = _installed()
    if found is None:
        raise NoChromium("the browser tests need Chromium: install it, or name it in CHROMIUM")
    return found


def _installed() -> str | None:
    return next((path for name in KNOWN if (path := shutil.which(name))), None)


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ("apt-get", "--quiet", *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NoChromium(f"Chromium could not be installed: {said[-1] if said else 'apt-get failed without a word'}")
