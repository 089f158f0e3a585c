"""The command says what is wrong in one line, and nothing else."""

import ast
import errno
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local import command, platform
from infra.local.refusal import Refusal

PACKAGE = Path(platform.__file__).parent


@pytest.fixture(autouse=True)
def _keep_signal_handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (Refusal("Port 8000 is taken."), "make run: Port 8000 is taken."),
        (OSError(errno.ENOSPC, "No space left"), "make run: The disk is full. Free some space and run it again."),
        (KeyError("x"), "make run: unexpected: KeyError: 'x' (see {home}/logs)"),
    ],
)
def test_what_prevents_the_start_is_one_line_and_exit_code_1(
    error: Exception, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**given: Any) -> None:
        raise error

    monkeypatch.setattr(platform, "start", refuse)
    (tmp_path / "logs").mkdir()
    assert command.main(["--home", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == line.format(home=tmp_path) + "\n"


def test_ctrl_c_during_the_start_is_no_error_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(platform, "start", interrupted)
    assert command.main(["--home", str(tmp_path)]) == 130
    assert capsys.readouterr() == ("", "")


def test_what_happened_is_in_a_log_for_whoever_looks_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**given: Any) -> None:
        raise ValueError("details")

    monkeypatch.setattr(platform, "start", fail)
    (tmp_path / "logs").mkdir()
    command.main(["--home", str(tmp_path)])
    assert "ValueError: details" in (tmp_path / "logs" / "run.log").read_text()


@pytest.mark.parametrize("given", ["eighty", "-1", "65536", "٨٠"])
def test_a_port_that_is_none_is_refused(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--port", given])
    assert f"{given!r} is not a port" in capsys.readouterr().err


def test_an_older_python_can_read_the_module_that_tells_it_so() -> None:
    for name in ("__init__.py", "__main__.py"):
        ast.parse((PACKAGE / name).read_text(), feature_version=(3, 6))
    ast.parse((PACKAGE.parent / "__init__.py").read_text(), feature_version=(3, 6))
