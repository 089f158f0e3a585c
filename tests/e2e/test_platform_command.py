"""The command: what it keeps, what it ends, and what it says when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from infra.local.children import identity
from infra.local.home import ROOT

from .platform import Command, call, eventually, is_alive

SAVED_WITHIN_SECONDS = 15


def arrivals(url: str, identifier: str) -> int:
    answer = call(url, f"/v1/things/{identifier}")
    return int(answer.json["arrivals"]) if answer.status == 200 else -1


def newest_snapshot(command: Command) -> int:
    """Its number; 0 before there is one, which a quick machine may see."""
    link = command.home / "state" / "current"
    return int(link.readlink().name) if link.is_symlink() else 0


def make(url: str, identifier: str) -> None:
    assert call(url, "/v1/things", method="POST", body={"id": identifier}).status == 201


def test_ctrl_c_ends_everything_and_the_next_run_finds_the_data(command: Command) -> None:
    command.start()
    make(command.url, "kept")
    assert eventually(lambda: arrivals(command.url, "kept") == 1)
    children = command.children()
    assert len(children) > 2
    assert command.stop(signal.SIGINT) == 0
    assert not [pid for pid, started in children.items() if is_alive(pid, started)]
    assert not (command.home / "run.json").exists()

    command.start()
    assert arrivals(command.url, "kept") == 1
    make(command.url, "later")
    assert eventually(lambda: arrivals(command.url, "later") == 1)
    assert "first time" not in command.said()


def test_sigterm_ends_it_as_cleanly(command: Command) -> None:
    command.start()
    children = command.children()
    assert command.stop(signal.SIGTERM) == 0
    assert not [pid for pid, started in children.items() if is_alive(pid, started)]


def test_after_kill_9_all_but_the_last_seconds_is_there_and_events_flow(command: Command) -> None:
    command.start()
    make(command.url, "saved")
    assert eventually(lambda: arrivals(command.url, "saved") == 1)
    # Two snapshots later the second one surely began after the write.
    wanted = newest_snapshot(command) + 2
    assert eventually(lambda: newest_snapshot(command) >= wanted, 2 * SAVED_WITHIN_SECONDS)
    command.kill_everything()

    command.start()
    assert arrivals(command.url, "saved") == 1
    make(command.url, "after")
    assert eventually(lambda: arrivals(command.url, "after") == 1)


def test_children_do_not_outlive_a_killed_parent(command: Command) -> None:
    command.start()
    children = command.children()
    assert command.process is not None
    command.process.kill()
    command.stop()
    assert eventually(lambda: not [pid for pid, started in children.items() if is_alive(pid, started)])


def test_what_a_killed_run_left_behind_is_ended_at_the_next_start(command: Command) -> None:
    idle = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(idle) as left, subprocess.Popen(idle) as stranger:
        recorded = [
            {"name": "worker", "pid": left.pid, "started": identity(left.pid)},
            {"name": "worker", "pid": stranger.pid, "started": "another time"},
        ]
        command.home.mkdir(parents=True)
        (command.home / "run.json").write_text(json.dumps({"pid": 1, "url": "", "children": recorded}))
        command.start()
        assert left.wait(10) == -signal.SIGTERM
        assert stranger.poll() is None
        stranger.kill()


def test_a_second_run_in_the_same_installation_is_one_line(command: Command) -> None:
    command.start()
    second = Command(command.home)
    shown = _shown(second)
    assert shown.returncode == 1
    [line] = shown.stderr.strip().splitlines()
    assert "OneTick already runs in this checkout" in line
    assert command.url in line


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        shown = _shown(Command(tmp_path / "home", port))
    assert shown.returncode == 1
    [line] = shown.stderr.strip().splitlines()
    assert f"Port {port} is taken" in line
    assert "PORT=" in line


def test_a_template_that_cannot_be_deployed_is_one_line(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    topic = {"Type": "AWS::SNS::Topic"}
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::GetAtt": ["Topic", "Nothing"]}}}
    template.write_text(json.dumps({"Resources": {"Topic": topic, "Queue": queue}}))
    shown = _shown(Command(tmp_path / "home", arguments=("--no-demo", "--template", str(template))))
    assert shown.returncode == 1
    [line] = shown.stderr.strip().splitlines()
    assert "The deployment failed: " in line
    assert "Nothing" in line


def test_a_template_that_is_none_is_one_line(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    function = {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "."}}
    template.write_text(json.dumps({"Transform": "AWS::Serverless-2016-10-31", "Resources": {"Function": function}}))
    shown = _shown(Command(tmp_path / "home", arguments=("--no-demo", "--template", str(template))))
    assert shown.returncode == 1
    [line] = shown.stderr.strip().splitlines()
    assert "The template cannot be deployed: " in line
    assert "[Function]" in line


def test_the_emulator_that_ends_by_itself_ends_the_command(command: Command) -> None:
    command.start()
    [emulator, *_] = command.children()
    os.kill(emulator, signal.SIGKILL)
    assert command.process is not None
    assert command.process.wait(30) == 1
    assert "the emulator ended by itself" in command.said()
    assert "Traceback" not in command.said()


def _shown(command: Command) -> "subprocess.CompletedProcess[str]":
    run = [sys.executable, "-m", "infra.local", "--home", str(command.home), "--port", str(command.port)]
    return subprocess.run([*run, *command.arguments], cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
