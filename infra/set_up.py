"""Make the virtual environment that every `make` target runs in.

    python3 infra/set_up.py .venv requirements.txt requirements-dev.txt

Runs on whatever Python there is, to say which one is needed: so nothing here is newer than 3.6.
"""

import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
STAMP = "up-to-date"
OUT_OF_SPACE = "no space left on device"
OUT_OF_REACH = ("connection", "timed out", "timeout", "name or service not known", "temporary failure", "ssl")


class Refusal(Exception):
    """Why it cannot be set up, in one line."""


def main(arguments):
    # type: (list[str]) -> int
    """Set up, or say in one line why not."""
    try:
        set_up(arguments[0], arguments[1:])
    except Refusal as refusal:
        print("error: %s" % refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print("error: %s" % explained(str(error)), file=sys.stderr)
        return 1
    return 0


def set_up(folder, requirements):
    # type: (str, list[str]) -> None
    """Make `folder` a virtual environment with everything that the `requirements` files name."""
    if sys.version_info < NEEDED:
        found = "%d.%d" % sys.version_info[:2]
        raise Refusal("Python %d.%d or later is needed, and this is %s." % (NEEDED + (found,)))
    python = os.path.join(folder, "bin", "python")
    if not works(python):
        print("Making %s with Python %d.%d" % ((folder,) + sys.version_info[:2]))
        shutil.rmtree(folder, ignore_errors=True)
        create(folder)
    install(python, requirements)
    with open(os.path.join(folder, STAMP), "w"):
        pass


def works(python):
    # type: (str) -> bool
    """Whether this interpreter starts, is recent enough, and has pip."""
    check = "import sys, pip; sys.exit(sys.version_info < %r)" % (NEEDED,)
    try:
        return subprocess.run([python, "-c", check], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def create(folder):
    # type: (str) -> None
    """A new virtual environment. Raises Refusal."""
    made = subprocess.run([sys.executable, "-m", "venv", folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode == 0:
        return
    said = made.stdout.decode(errors="replace")
    shutil.rmtree(folder, ignore_errors=True)
    if "ensurepip" in said or "No module named venv" in said:
        raise Refusal("this Python has no venv or pip; install the package that brings them (python3-venv on Debian).")
    raise Refusal(explained(said))


def install(python, requirements):
    # type: (str, list[str]) -> None
    """Install with progress shown; what goes wrong comes out as one line. Raises Refusal."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--prefer-binary"]
    for path in requirements:
        command += ["--requirement", path]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    complaints = running.stderr.read().decode(errors="replace") if running.stderr else ""
    if running.wait() != 0:
        raise Refusal(explained(complaints))


def explained(complaints):
    # type: (str) -> str
    """The one line that says what a person can do about it."""
    said = complaints.lower()
    if OUT_OF_SPACE in said:
        return "the disk is full; nothing was left half-installed that the next run does not repair."
    if any(sign in said for sign in OUT_OF_REACH):
        return "a download did not come through; check the network and the package registry, and run it again."
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["pip failed without a word"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
