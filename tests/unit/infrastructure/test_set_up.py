"""Setting up either works or says in one line what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra import set_up


@pytest.mark.parametrize(
    ("complaint", "line"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
        ("WARNING: Retrying\nERROR: Could not find a version; Connection refused", "a download did not come through"),
        ("ERROR: HTTPSConnectionPool: Read timed out.", "a download did not come through"),
        (
            "note\nERROR: No matching distribution found for nothing==1\n",
            "No matching distribution found for nothing==1",
        ),
        ("Traceback (most recent call last):\n  File x\nValueError: odd\n", "ValueError: odd"),
        ("", "pip failed without a word"),
    ],
)
def test_every_complaint_becomes_one_line(complaint: str, line: str) -> None:
    said = set_up.explained(complaint)
    assert line in said
    assert "\n" not in said


def test_an_old_python_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert set_up.main([str(tmp_path / "venv"), "requirements-dev.lock"]) == 1
    assert capsys.readouterr().err == "error: Python 3.11 or later is needed, and python3 is 3.9.\n"
    assert not (tmp_path / "venv").exists()


def test_nothing_in_it_is_newer_than_the_oldest_python_it_must_refuse() -> None:
    import ast

    ast.parse(Path(set_up.__file__).read_text(), feature_version=(3, 7))


def test_a_python_without_venv_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = tmp_path / "python3"
    without.write_text(
        '#!/bin/sh\necho "The virtual environment was not created: ensurepip is not available."\nexit 1\n'
    )
    without.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(without))
    assert set_up.main([str(tmp_path / "venv"), "requirements-dev.lock"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: this Python has no venv or pip")


def test_a_failed_installation_leaves_no_stamp(tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "ERROR: No space left on device" >&2\nexit 1\n')
    python.chmod(0o755)
    command = [sys.executable, set_up.__file__, str(tmp_path / "venv"), "requirements-dev.lock"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the disk is full" in done.stderr
    assert not (tmp_path / "venv" / set_up.STAMP).exists()


def test_a_good_installation_leaves_one(tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    assert set_up.main([str(tmp_path / "venv"), "requirements-dev.lock"]) == 0
    assert (tmp_path / "venv" / set_up.STAMP).exists()


def test_a_broken_environment_is_noticed(tmp_path: Path) -> None:
    assert not set_up.works(tmp_path / "bin" / "python")
    assert set_up.works(Path(sys.executable))
