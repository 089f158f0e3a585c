"""The web pages are built when they changed, and a machine without Node is told in one line."""

import subprocess
from pathlib import Path

import pytest

from infra import build_web


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A web folder of its own, and the commands that were run in it."""
    (tmp_path / "static").mkdir()
    (tmp_path / "dist").mkdir()
    (tmp_path / "static" / "index.html").write_text("<h1>hello</h1>")
    for name in ("package-lock.json", "build.mjs"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(build_web, "WEB", tmp_path)
    monkeypatch.setattr(build_web, "DIST", tmp_path / "dist")
    monkeypatch.setattr(build_web, "STAMP", tmp_path / ".built-from")
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(build_web, "_run", lambda *command: ran.append(command[:2]))
    monkeypatch.setattr(build_web, "_check_node", lambda: None)
    return ran


def test_pages_are_built_once_and_again_when_they_changed(web: list[tuple[str, ...]]) -> None:
    assert build_web.build()
    assert not build_web.build()
    assert web == [("npm", "ci"), ("node", "build.mjs")]
    (build_web.WEB / "static" / "index.html").write_text("<h1>changed</h1>")
    assert build_web.build()


def test_without_node_one_line_says_so_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_web, "STAMP", tmp_path / "none")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.argv", ["build_web"])
    assert build_web.main() == 0
    assert capsys.readouterr().err.count("\n") == 1


def test_an_old_node_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    old = subprocess.CompletedProcess([], 0, "v18.19.0\n", "")
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/node")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: old)
    with pytest.raises(build_web.NotBuilt, match=r"v18\.19\.0"):
        build_web._check_node()
