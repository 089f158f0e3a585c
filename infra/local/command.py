"""The command: start the platform, say where it is, and stop it cleanly when asked to."""

import argparse
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from . import platform, seed
from .home import ROOT
from .refusal import Refusal, explain

DEFAULT_PORT = 8000


def main(arguments: Sequence[str]) -> int:
    """Run until Ctrl-C or SIGTERM; answers the exit code."""
    chosen = _parser().parse_args(arguments)
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        return _run(chosen, stopping)
    except KeyboardInterrupt:
        return 0 if stopping.is_set() else 130
    except Refusal as refusal:
        return _refuse(str(refusal))
    except OSError as error:
        _note(chosen.home)
        return _refuse(explain(error))
    except Exception as error:  # noqa: BLE001 - a person is told in one line, whatever it was
        _note(chosen.home)
        return _refuse(f"unexpected: {type(error).__name__}: {_first_line(error)} (see {chosen.home / 'logs'})")


def _run(chosen: argparse.Namespace, stopping: threading.Event) -> int:
    began = time.monotonic()
    with platform.start(
        ephemeral=chosen.ephemeral,
        auth=chosen.auth,
        port=chosen.port,
        home=chosen.home,
        template=chosen.template,
        say=_say,
    ) as running:
        demo = None if chosen.no_demo else _demo(running)
        running.save()
        _say(f"Ready after {time.monotonic() - began:.1f} s")
        print(_welcome(running, demo), flush=True)
        try:
            while not running.emulator.child.ended:
                time.sleep(0.2)
        except KeyboardInterrupt:
            stopping.set()
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _say("Stopping; the data is kept" if not chosen.ephemeral else "Stopping")
            raise
    return _refuse(f"the emulator ended by itself (see {chosen.home / 'logs' / 'emulator.log'})")


def _demo(running: platform.Platform) -> seed.Demo | None:
    """The demo organization; without it, everything else still works."""
    try:
        return seed.plant(running.url, running.home.demo, running.mails, _say)
    except Refusal as refusal:
        _say(f"warning: {refusal}")
        return None


def _welcome(running: platform.Platform, demo: seed.Demo | None) -> str:
    lines = [
        "",
        f"  Web app        {running.url}/",
        f"  API            {running.url}/v1   (description: {running.url}/v1/openapi.json)",
        f"  API reference  {running.url}/docs/",
        f"  Sent mail      {running.mail_url}",
    ]
    people = demo.people if demo else ()
    lines += [f"  Sign in        {person.email}  {person.password}   ({person.role})" for person in people]
    return "\n".join([*lines, "", "  Ctrl-C stops everything; the next run finds the data again.", ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make run", description="Run OneTick on this machine.")
    default = os.environ.get("PORT") or DEFAULT_PORT
    parser.add_argument("--port", type=_port, default=default, help="of the web address; PORT in the environment")
    parser.add_argument("--auth", action="store_true", help="enforce IAM: every function under its own role")
    parser.add_argument("--ephemeral", action="store_true", help="keep nothing")
    parser.add_argument("--no-demo", action="store_true", help="without the demo organization")
    parser.add_argument("--home", type=Path, default=ROOT / ".local", help="where the data is kept")
    parser.add_argument("--template", type=Path, default=platform.TEMPLATE, help="what to deploy")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, flush=True)


def _refuse(reason: str) -> int:
    print(f"make run: {reason}", file=sys.stderr, flush=True)
    return 1


def _note(home: Path) -> None:
    """Keep what a person is spared, for whoever looks into it."""
    try:
        with (home / "logs" / "run.log").open("w") as log:
            traceback.print_exc(file=log)
    except OSError:
        return


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]
