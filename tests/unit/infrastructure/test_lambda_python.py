"""The interpreter that functions are built with is found where it works, not where it is only promised."""

from pathlib import Path

import pytest

from infra import lambda_python

WORKING = """#!/bin/sh
echo 3.13
"""
PROMISED = """#!/bin/sh
echo "pyenv: python3.13: command not found" >&2
exit 127
"""


def put(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    python = folder / "python3.13"
    python.write_text(text)
    python.chmod(0o755)
    return python


def test_a_command_that_only_says_what_to_install_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(tmp_path / "shims", PROMISED)
    there = put(tmp_path / "bin", WORKING)
    monkeypatch.setenv("PATH", f"{tmp_path / 'nowhere'}:{tmp_path / 'shims'}:{there.parent}")
    assert lambda_python.find() == there


def test_one_that_pyenv_has_and_has_not_chosen_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "shims", PROMISED)
    there = put(tmp_path / "pyenv" / "versions" / "3.13.2" / "bin", WORKING)
    put(tmp_path / "pyenv" / "versions" / "3.12.9" / "bin", WORKING)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    assert lambda_python.main() == 0
    assert capsys.readouterr().out == f"{there.parent}\n"


def test_none_at_all_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lambda_python.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
