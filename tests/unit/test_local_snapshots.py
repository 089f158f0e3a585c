"""A snapshot is one whole, and starts where the slowest consumer stands."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from infra.local.patches.snapshots import Saver
from infra.local.patches.streams import positions


def files(folder: Path) -> dict[str, Any]:
    return {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}


class Scoped:
    """What the emulator keeps its state in, as far as the positions need it."""

    def __init__(self, data: dict[tuple[str, str, str], Any]) -> None:
        self._data = data

    def to_dict(self) -> dict[tuple[str, str, str], Any]:
        return self._data


def test_before_the_first_snapshot_there_is_nothing_to_load(tmp_path: Path) -> None:
    assert not Saver(tmp_path, 1).current.exists()


def test_a_snapshot_replaces_the_one_before_and_keeps_what_it_does_not_hold(tmp_path: Path) -> None:
    saver = Saver(tmp_path, 1)
    saver._publish({"iam": b"1", "sqs": b"1"})
    saver._publish({"sqs": b"2"})
    assert files(saver.current) == {"iam.json": 1, "sqs.json": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "current"]


def test_another_process_finds_the_newest_snapshot(tmp_path: Path) -> None:
    Saver(tmp_path, 1)._publish({"sqs": b"1"})
    saver = Saver(tmp_path, 1)
    assert files(saver.current) == {"sqs.json": 1}
    saver._publish({"sqs": b"2"})
    assert files(Saver(tmp_path, 1).current) == {"sqs.json": 2}


def test_a_snapshot_that_was_cut_short_is_not_seen_and_not_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saver = Saver(tmp_path, 1)
    saver._publish({"lambda": b"1", "dynamodb": b"1"})
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "dynamodb.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        saver._publish({"lambda": b"2", "dynamodb": b"2"})
    assert files(saver.current) == {"lambda.json": 1, "dynamodb.json": 1}
    monkeypatch.undo()
    saver._publish({"lambda": b"3", "dynamodb": b"3"})
    assert files(saver.current) == {"lambda.json": 3, "dynamodb.json": 3}


def test_a_person_hears_once_that_nothing_can_be_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saver = Saver(tmp_path, 1)
    for _ in range(2):
        saver._tell(OSError(errno.ENOSPC, "No space left on device"))
    assert capsys.readouterr().out == "notice: The state could not be saved: [Errno 28] No space left on device\n"


def test_a_stream_is_read_as_far_as_its_slowest_consumer(tmp_path: Path) -> None:
    def mapping(table: str) -> dict[str, str]:
        return {"EventSourceArn": f"arn:aws:dynamodb:eu-central-1:000000000000:table/{table}/stream/2026"}

    place = ("000000000000", "eu-central-1")
    state = {
        "esms": Scoped(
            {
                (*place, "fast"): mapping("things"),
                (*place, "slow"): mapping("things"),
                (*place, "new"): mapping("others"),
                (*place, "queue"): {"EventSourceArn": "arn:aws:sqs:eu-central-1:000000000000:q"},
            }
        ),
        "dynamodb_stream_positions": Scoped({(*place, "fast"): 9, (*place, "slow"): 4}),
    }
    assert positions(state) == {(*place, "things"): 4, (*place, "others"): 0}
