"""Where an installation keeps its things, and who may run it."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.children import clean_environment, identity
from infra.local.claim import Claim, end_orphans
from infra.local.home import Home
from infra.local.refusal import Refusal, explain


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


def test_a_disk_that_is_nearly_full_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**10, 10**10, 5_000_000))
    with pytest.raises(Refusal, match="The disk is nearly full: 5 MB free, at least 200 MB needed"):
        Home(tmp_path).prepare()


def test_temporary_files_of_the_last_run_are_removed_and_the_data_is_not(home: Home) -> None:
    (home.scratch / "left").write_text("x")
    (home.state / "kept").write_text("x")
    home.prepare()
    assert not (home.scratch / "left").exists()
    assert (home.state / "kept").exists()


def test_the_log_of_the_last_run_is_kept_beside_the_new_one(home: Home) -> None:
    for text in (b"first", b"second"):
        with home.log("emulator") as log:
            log.write(text)
    assert (home.logs / "emulator.log").read_bytes() == b"second"
    assert (home.logs / "emulator.old.log").read_bytes() == b"first"


def test_an_installation_can_be_claimed_once(home: Home) -> None:
    claim = Claim(home)
    claim.record("http://127.0.0.1:8000", [])
    with pytest.raises(
        Refusal, match=rf"already runs in this checkout \(process {os.getpid()}, http://127.0.0.1:8000\)"
    ):
        Claim(home)
    claim.release()
    Claim(home).release()


def test_a_damaged_record_does_not_stop_a_claim(home: Home) -> None:
    home.record.write_text('{"children": [')
    Claim(home).release()


def test_an_orphan_is_ended_and_a_process_that_only_has_its_id_is_not() -> None:
    idle = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(idle) as orphan, subprocess.Popen(idle) as other:
        end_orphans(
            [
                {"pid": orphan.pid, "started": identity(orphan.pid)},
                {"pid": other.pid, "started": "at another time"},
                {"pid": other.pid, "started": None},
            ]
        )
        assert orphan.wait(5) < 0
        assert other.poll() is None
        other.kill()


def test_an_orphan_that_does_not_listen_is_killed() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as orphan:
        assert orphan.stdout is not None
        orphan.stdout.readline()
        end_orphans([{"pid": orphan.pid, "started": identity(orphan.pid)}], patience=0.2)
        assert orphan.wait(5) == -9


def test_a_process_that_does_not_run_has_no_identity() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    assert identity(ended.pid) is None
    assert identity(os.getpid()) == identity(os.getpid()) is not None


def test_children_inherit_nothing_that_could_change_what_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://elsewhere")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("PATH", "/bin")
    environment = clean_environment(OWN="1")
    assert environment["OWN"] == "1"
    assert environment["PATH"] == "/bin"
    assert not environment.keys() & {"AWS_PROFILE", "AWS_ENDPOINT_URL", "LOG_LEVEL"}


def test_the_record_names_what_runs(home: Home) -> None:
    claim = Claim(home)
    claim.record("http://x", [])
    assert json.loads(home.record.read_text()) == {"pid": os.getpid(), "url": "http://x", "children": []}
    claim.release()
    assert not home.record.exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full. Free some space and run it again."),
        (PermissionError(errno.EACCES, "Permission denied", "/x/.local"), "No permission to write /x/.local."),
        (OSError(errno.EMFILE, "Too many"), "Too many open files. Raise the limit (ulimit -n) and run it again."),
        (OSError("something else"), "something else"),
    ],
)
def test_an_error_of_the_system_is_one_plain_line(error: OSError, said: str) -> None:
    assert explain(error) == said
