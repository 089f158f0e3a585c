"""The bucket's port: one suite for S3's protocol, spoken with an emulator, and for the one in memory."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials

from onetick.kernel.adapters.credentials import Credentials
from onetick.kernel.adapters.memory_objects import MemoryObjects
from onetick.kernel.adapters.s3 import S3Objects
from onetick.kernel.ids import OrgId
from onetick.kernel.objects import ObjectKey, Objects

from .conftest import REGION, Platform

Send = Callable[[str, bytes, Mapping[str, str]], int]
ORG = OrgId("org_1")


def _send(url: str, content: bytes, headers: Mapping[str, str]) -> int:
    try:
        with urlopen(Request(url, content, dict(headers), method="PUT")) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.fixture(params=["memory", pytest.param("platform", marks=pytest.mark.platform)])
def bucket(request: pytest.FixtureRequest) -> Iterator[tuple[Objects, Send]]:
    if request.param == "memory":
        memory = MemoryObjects(time.time)
        yield memory, memory.put
        return
    platform: Platform = request.getfixturevalue("platform")
    name = f"b{uuid4().hex[:8]}"
    with urlopen(Request(f"{platform.url}/{name}", b"", method="PUT")):
        yield (
            S3Objects(name, region=REGION, endpoint=platform.url, credentials=lambda: Credentials("test", "test")),
            _send,
        )


@pytest.fixture
def key() -> ObjectKey:
    return ObjectKey.of("pictures", ORG, uuid4().hex, "original")


def test_a_file_is_stored_told_of_read_and_removed(
    bucket: tuple[Objects, Send], key: ObjectKey, tmp_path: Path
) -> None:
    objects, _ = bucket
    assert objects.facts(key) is None
    objects.write(key, b"hello", content_type="text/plain")
    facts = objects.facts(key)
    assert facts is not None and (facts.size, facts.content_type) == (5, "text/plain")
    assert objects.read(key) == b"hello" and objects.read(key, limit=2) == b"he"
    copy = tmp_path / "copy"
    objects.fetch(key, copy)
    assert copy.read_bytes() == b"hello"
    copy.write_bytes(b"x" * 3_000_000)
    objects.send(key, copy, content_type="text/plain")
    assert hashlib.sha256(objects.read(key)).digest() == hashlib.sha256(copy.read_bytes()).digest()
    objects.remove(key)
    objects.remove(key)
    assert objects.facts(key) is None
    with pytest.raises(FileNotFoundError):
        objects.read(key)


VERSIONED = b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"


@pytest.mark.platform
@pytest.mark.parametrize("versioned", [True, False])
def test_what_is_erased_is_gone_in_all_its_versions(platform: Platform, key: ObjectKey, versioned: bool) -> None:
    bucket = f"{platform.url}/b{uuid4().hex[:8]}"
    urlopen(Request(bucket, b"", method="PUT")).close()
    if versioned:
        urlopen(Request(f"{bucket}?versioning", VERSIONED, method="PUT")).close()
    name = bucket.rpartition("/")[2]
    objects = S3Objects(name, region=REGION, endpoint=platform.url, credentials=lambda: Credentials("test", "test"))
    beside = ObjectKey.of("pictures", ORG, uuid4().hex, "original")
    objects.write(beside, b"stays", content_type="text/plain")
    for content in (b"one", b"two", b"three"):
        objects.write(key, content, content_type="text/plain")
    objects.erase(key)
    objects.erase(key)
    assert objects.facts(key) is None
    with urlopen(f"{bucket}?versions") as answer:
        left = answer.read()
    assert str(key).encode() not in left and str(beside).encode() in left


def test_a_client_sends_what_the_address_was_made_for(bucket: tuple[Objects, Send], key: ObjectKey) -> None:
    objects, send = bucket
    digest = hashlib.sha256(b"abc").hexdigest()
    upload = objects.upload(key, size=3, content_type="image/png", sha256=digest, seconds=60)
    assert send(upload.url, b"abc", {**upload.headers, "Content-Type": "text/html"}) == 403
    assert objects.facts(key) is None
    assert send(upload.url, b"abc", upload.headers) == 200
    assert objects.read(key) == b"abc"


def test_addresses_are_signed_as_the_sdk_signs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 5, 17, 3, 4, 5, tzinfo=UTC)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda remove_tzinfo=True: moment.replace(tzinfo=None))
    credentials = Credentials("AKID", "secret", "session/token+=")
    ours = S3Objects("b", region=REGION, credentials=lambda: credentials, clock=moment.timestamp)
    key = ObjectKey.of("pictures", ORG, "one")
    upload = ours.upload(key, size=3, content_type="image/png", sha256=None, seconds=60)
    download = ours.download(key, name='a b"é.png', content_type="image/png", inline=True, seconds=90)
    for method, url, headers, seconds in (
        ("PUT", upload.url, {"Content-Type": "image/png", "Content-Length": "3"}, 60),
        ("GET", download, {}, 90),
    ):
        plain = dict(parse_qsl(urlsplit(url).query))
        asked = {name: value for name, value in plain.items() if not name.startswith("X-Amz-")}
        request = AWSRequest(method, url.partition("?")[0], headers=headers, params=asked)
        boto = BotoCredentials(credentials.access_key, credentials.secret_key, credentials.token)
        S3SigV4QueryAuth(boto, "s3", REGION, expires=seconds).add_auth(request)
        theirs = dict(parse_qsl(urlsplit(str(request.url)).query))
        assert plain == theirs


def test_a_file_is_copied_within_the_bucket_and_its_checksum_is_known(
    bucket: tuple[Objects, Send], key: ObjectKey
) -> None:
    objects, send = bucket
    content, target = b"what is copied", ObjectKey.of("others", ORG, uuid4().hex)
    digest = hashlib.sha256(content).hexdigest()
    upload = objects.upload(key, size=len(content), content_type="text/plain", sha256=digest, seconds=60)
    assert send(upload.url, content, upload.headers) == 200
    known = objects.facts(key)
    assert known is not None
    assert (known.size, known.sha256) == (len(content), digest)
    objects.copy(key, target)
    assert (objects.read(key), objects.read(target)) == (content, content)
    found = objects.facts(target)
    assert found is not None
    assert found.content_type == "text/plain"
    with pytest.raises(FileNotFoundError):
        objects.copy(ObjectKey.of("others", ORG, uuid4().hex), target)
