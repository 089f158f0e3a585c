"""Browser tests find the system's Chromium, or say in one line what is missing."""

from pathlib import Path

import pytest

from infra import chromium


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium, on which one is nobody special."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)


def test_the_one_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.touch()
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert chromium.find_or_install() == str(browser)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(chromium.NoChromium, match="no such file"):
        chromium.find_or_install()


def test_the_system_s_own_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"chromium-browser": "/usr/bin/chromium-browser"}
    monkeypatch.setattr("shutil.which", there.get)
    assert chromium.find_or_install() == "/usr/bin/chromium-browser"


def test_without_one_a_line_says_what_to_do() -> None:
    with pytest.raises(chromium.NoChromium, match="install it, or name it in CHROMIUM"):
        chromium.find_or_install()


def test_on_debian_root_has_it_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    there = {"apt-get": "/usr/bin/apt-get"}

    def apt(*arguments: str) -> None:
        ran.append(arguments[0])
        if "install" in arguments:
            there["chromium"] = "/usr/bin/chromium"

    monkeypatch.setattr("shutil.which", there.get)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(chromium, "_apt", apt)
    assert chromium.find_or_install() == "/usr/bin/chromium"
    assert ran == ["update", "install"]
