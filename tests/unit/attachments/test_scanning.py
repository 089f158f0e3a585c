"""Nothing can be opened before somebody looked at it, and what is harmful never."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from functions.schedules.give_up_scans import handler as give_up_scans
from onetick.attachments import receive_upload as receiving
from onetick.attachments import scanning
from onetick.attachments.scanning import EICAR, GuardDuty, LocalScanner
from onetick.kernel.delivery.receiving import SCANNED, STORED
from onetick.kernel.ids import new_id
from tests.service import entry_named
from tests.unit.tasks.desk import Desk, names

from .cabinet import CONTENT, announce, attach, now, path, send


def zipped(*members: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for number, member in enumerate(members):
            archive.writestr(f"{number}.txt", member)
    return whole.getvalue()


@pytest.mark.parametrize(
    "content",
    [EICAR, b"x" * (scanning._PIECE - 30) + EICAR, zipped(b"fine", EICAR), zipped(EICAR, packing=zipfile.ZIP_STORED)],
    ids=["plain", "across pieces", "zipped", "stored"],
)
def test_malware_is_rejected_and_gone(desk: Desk, content: bytes) -> None:
    made = attach(desk, desk.task(), content)
    assert (made["state"], made["reason"]) == ("rejected", "malware")
    assert (made["download_url"], made["upload"]) == (None, None)
    assert desk.service.objects.keys == []
    events = [event for event in desk.service.events() if event["aggregateid"] == made["id"]]
    assert names(events) == ["attachment.created", "attachment.rejected", "attachment.uploaded"]
    assert events[-1]["data"]["context"] == {"reason": "malware"}


def test_a_rejected_one_can_be_deleted_and_never_becomes_ready(desk: Desk) -> None:
    made = attach(desk, desk.task(), EICAR)
    _found(desk, made, "NO_THREATS_FOUND")
    assert now(desk, made)["state"] == "rejected"
    desk.ann.delete(path(desk, made)).expect(204)


def test_a_bomb_costs_little_and_is_rejected(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MAX_UNPACKED", 1_000_000)
    bomb = zipped(b"\x00" * 50_000_000)
    assert len(bomb) < 60_000
    assert attach(desk, desk.task(), bomb)["reason"] == "not_scannable"
    monkeypatch.setattr(scanning, "MAX_MEMBERS", 10)
    assert attach(desk, desk.task(), zipped(*[b"x"] * 11))["reason"] == "not_scannable"


def test_a_broken_archive_is_rejected_and_one_within_bounds_is_not(desk: Desk) -> None:
    good = zipped(b"fine", b"also fine")
    assert attach(desk, desk.task(), good)["state"] == "ready"
    broken = bytearray(good)
    broken[35] ^= 0xFF
    assert attach(desk, desk.task(), bytes(broken))["reason"] == "not_scannable"


def _found(desk: Desk, made: dict[str, Any], finding: str, *, times: int = 1) -> None:
    """What GuardDuty says of an upload."""
    key = f"uploads/{desk.team.organization_id}/{made['id']}"
    detail = {
        "s3ObjectDetails": {"bucketName": "files", "objectKey": key},
        "scanResultDetails": {"scanResultStatus": finding},
    }
    receiver: Any = entry_named("consumers-receive-uploads")
    desk.service.announce(receiver, SCANNED, detail, times=times)


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """GuardDuty looks, not the local scanner."""
    monkeypatch.setattr("onetick.attachments.scan_attachment.scanner", GuardDuty)


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    ("finding", "state", "reason"),
    [
        ("NO_THREATS_FOUND", "ready", None),
        ("THREATS_FOUND", "rejected", "malware"),
        ("UNSUPPORTED", "rejected", "not_scannable"),
        ("ACCESS_DENIED", "rejected", "not_scannable"),
        ("FAILED", "rejected", "not_scannable"),
        ("SOMETHING_NEW", "rejected", "not_scannable"),
    ],
)
def test_guardduty_decides_whenever_it_speaks(desk: Desk, finding: str, state: str, reason: str | None) -> None:
    later = announce(desk, desk.task())
    send(desk, later)
    desk.service.deliver()
    assert (now(desk, later)["state"], now(desk, later)["download_url"]) == ("scanning", None)
    _found(desk, later, finding, times=2)
    sooner = announce(desk, desk.task())
    send(desk, sooner)
    _found(desk, sooner, finding)
    desk.service.deliver()
    for made in (later, sooner):
        assert (now(desk, made)["state"], now(desk, made)["reason"]) == (state, reason)


@pytest.mark.usefixtures("guarded")
def test_a_scanner_that_does_not_answer_within_an_hour_is_waited_for_no_longer(desk: Desk) -> None:
    made = announce(desk, desk.task())
    send(desk, made)
    desk.service.deliver(times=2)
    desk.service.clock.advance(minutes=59)
    assert give_up_scans({}, None) == {"given_up": 0}
    desk.ann.at(desk.team.organization_id)  # the clock was moved, so the token has expired
    assert now(desk, made)["state"] == "scanning"
    desk.service.clock.advance(minutes=1, seconds=1)
    assert (give_up_scans({}, None), give_up_scans({}, None)) == ({"given_up": 1}, {"given_up": 0})
    _found(desk, made, "NO_THREATS_FOUND")
    desk.ann.at(desk.team.organization_id)
    assert (now(desk, made)["state"], now(desk, made)["reason"]) == ("rejected", "not_scanned")
    assert desk.service.objects.keys == []
    told = [event for event in desk.service.events() if event["aggregateid"] == made["id"]]
    assert told[-1]["data"]["context"] == {"reason": "not_scanned"}


def test_what_was_looked_at_in_time_stays_as_it_is(desk: Desk) -> None:
    made = attach(desk, desk.task())
    desk.service.clock.advance(hours=2)
    give_up_scans({}, None)
    desk.ann.at(desk.team.organization_id)
    assert now(desk, made)["state"] == "ready"


@pytest.mark.usefixtures("guarded")
def test_what_is_found_in_nothing_that_was_sent_opens_nothing(desk: Desk) -> None:
    made = announce(desk, desk.task())
    _found(desk, made, "NO_THREATS_FOUND")
    assert (now(desk, made)["state"], now(desk, made)["reason"]) == ("rejected", "wrong_size")


@pytest.mark.parametrize(
    ("content", "reason"), [(CONTENT + b"!", "wrong_size"), (CONTENT[:-1] + b"!", "wrong_content")]
)
def test_what_is_not_as_announced_is_rejected_should_the_bucket_take_it(
    desk: Desk, content: bytes, reason: str
) -> None:
    made = announce(desk, desk.task())
    organization = desk.team.organization_id
    desk.service.objects._keep(f"uploads/{organization}/{made['id']}", content, "text/plain")
    desk.service.deliver()
    assert (now(desk, made)["state"], now(desk, made)["reason"]) == ("rejected", reason)


def test_a_file_without_a_checksum_of_the_store_is_hashed_by_us(desk: Desk) -> None:
    made = announce(desk, desk.task())
    desk.service.objects._keep(f"uploads/{desk.team.organization_id}/{made['id']}", CONTENT, "text/plain")
    desk.service.deliver()
    assert now(desk, made)["state"] == "ready"


def test_a_file_of_nobody_and_one_in_another_folder_are_left_alone(desk: Desk) -> None:
    organization = desk.team.organization_id
    before = len(desk.service.events())
    for key in (f"uploads/{organization}/{new_id('att')}", f"uploads/{organization}/x/y"):
        desk.service.objects._keep(key, CONTENT, "text/plain")
    desk.service.deliver()
    assert len(desk.service.events()) == before


@pytest.mark.parametrize("key", ["uploads", "uploads/", "uploads/nobody/x", "uploads/../x", ""])
def test_what_makes_no_sense_is_set_aside(desk: Desk, key: str) -> None:
    receiver: Any = entry_named("consumers-receive-uploads")
    with pytest.raises(AssertionError, match="failed on"):
        desk.service.announce(receiver, STORED, {"object": {"key": key}})


def test_a_crash_after_the_copy_leaves_nothing_open_and_the_next_delivery_finishes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = announce(desk, desk.task())
    send(desk, made)

    def crash(*args: Any) -> Any:
        raise RuntimeError("out of memory")

    desk.service._tell_of_files(1)
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "write", crash)
        with pytest.raises(AssertionError, match="failed on"):
            desk.service.deliver()
    assert (now(desk, made)["state"], now(desk, made)["download_url"]) == ("scanning", None)
    desk.service._delivered = 0
    desk.service.deliver()
    assert now(desk, made)["state"] == "ready"


def test_the_local_scanner_reads_no_more_of_a_file_than_it_must(tmp_path: Path) -> None:
    file = tmp_path / "content"
    file.write_bytes(b"no archive" * 1000)
    assert LocalScanner().scan(file) == "harmless"
