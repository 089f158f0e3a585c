"""The web app is built when they changed, and a machine without Node is told in one line."""

import subprocess
from pathlib import Path

import pytest

from infra import build_web


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A web folder of its own, and the commands that were run in it."""
    for name in ("src", "dist", "node_modules"):
        (tmp_path / name).mkdir()
    for name in ("package-lock.json", "index.html", "openapi.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "src" / "main.tsx").write_text("hello")
    monkeypatch.setattr(build_web, "WEB", tmp_path)
    monkeypatch.setattr(build_web, "DIST", tmp_path / "dist")
    monkeypatch.setattr(build_web, "BUILT", tmp_path / ".built-from")
    monkeypatch.setattr(build_web, "INSTALLED", tmp_path / "node_modules" / ".installed-from")
    monkeypatch.setattr(build_web, "_API", tmp_path / "openapi.json")
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(build_web, "_run", lambda *command: ran.append(command))
    monkeypatch.setattr(build_web, "check_node", lambda: None)
    return ran


@pytest.mark.parametrize("changed", ["src/main.tsx", "index.html", "openapi.json"])
def test_the_app_is_built_once_and_again_when_anything_it_is_made_from_changed(
    web: list[tuple[str, ...]], changed: str
) -> None:
    assert build_web.build()
    assert not build_web.build()
    assert [command[:2] for command in web] == [("npm", "ci"), ("npm", "run")]
    (build_web.WEB / changed).write_text("changed")
    assert build_web.build()


def test_packages_are_installed_again_only_for_another_lock_file(web: list[tuple[str, ...]]) -> None:
    build_web.build()
    (build_web.WEB / "src" / "main.tsx").write_text("changed")
    build_web.build()
    assert [command[1] for command in web] == ["ci", "run", "run"]
    (build_web.WEB / "package-lock.json").write_text("changed")
    build_web.install()
    assert [command[1] for command in web] == ["ci", "run", "run", "ci"]


def test_without_node_one_line_says_so_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_web, "BUILT", tmp_path / "none")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.argv", ["build_web"])
    assert build_web.main() == 0
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setattr("sys.argv", ["build_web", "test"])
    assert build_web.main() == 1


def test_an_old_node_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    old = subprocess.CompletedProcess([], 0, "v18.19.0\n", "")
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/node")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: old)
    with pytest.raises(build_web.NotBuilt, match=r"v18\.19\.0"):
        build_web.check_node()
