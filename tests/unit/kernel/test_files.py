"""Files of a tenant, through a unit of work."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from onetick.kernel import grants
from onetick.kernel.adapters.credentials import Credentials
from onetick.kernel.adapters.memory_objects import MemoryObjects
from onetick.kernel.adapters.s3 import S3Objects, disposition
from onetick.kernel.ids import OrgId
from onetick.kernel.objects import ObjectKey
from onetick.kernel.unit.files import Files

ACME, EVIL = OrgId("org_acme"), OrgId("org_evil")
RIGHTS = frozenset({grants.read_objects("pictures"), grants.store_objects("pictures")})


class Now:
    seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def objects(now: Now) -> MemoryObjects:
    return MemoryObjects(clock=now)


@pytest.fixture
def files(objects: MemoryObjects) -> Files:
    return Files(objects, ACME, RIGHTS)


def test_what_is_sent_to_an_address_can_be_fetched_from_another(files: Files, objects: MemoryObjects) -> None:
    key = files.key("pictures", "one", "original")
    upload = files.upload(key, size=3, content_type="image/png")
    assert objects.put(upload.url, b"abc", upload.headers) == 200
    facts = files.facts(key)
    assert facts is not None and (facts.size, facts.content_type) == (3, "image/png")
    status, headers, content = objects.get(files.download(key, name="Grüße.png", content_type="image/png"))
    assert (status, content) == (200, b"abc")
    assert headers["Content-Disposition"] == "attachment; filename=\"Gr__e.png\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.png"


def test_an_address_takes_nothing_but_what_it_was_made_for(files: Files, objects: MemoryObjects, now: Now) -> None:
    key = files.key("pictures", "one")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    upload = files.upload(key, size=3, content_type="image/png", sha256=sha256, seconds=60)
    assert objects.put(upload.url, b"abcd", upload.headers) == 403
    assert objects.put(upload.url, b"abc", {**upload.headers, "Content-Type": "text/html"}) == 403
    assert objects.put(upload.url, b"abd", upload.headers) == 400
    now.seconds += 61
    assert objects.put(upload.url, b"abc", upload.headers) == 403
    assert objects.keys == []


def test_nobody_reaches_another_tenants_files(files: Files) -> None:
    theirs = ObjectKey.of("pictures", EVIL, "one")
    with pytest.raises(TypeError, match="outside its tenant"):
        files.read(theirs)
    with pytest.raises(TypeError, match="outside its tenant"):
        files.upload(theirs, size=1, content_type="image/png")


def test_nothing_is_done_that_was_not_declared(files: Files) -> None:
    with pytest.raises(TypeError, match="DeleteObject"):
        files.remove(files.key("pictures", "one"))
    with pytest.raises(TypeError, match="GetObject"):
        files.read(files.key("secrets", "one"))


@pytest.mark.parametrize("name", ["", "..", "a/b", "a b", "é", "a\n", "-a", "a" * 129, "a..b"])
def test_a_key_is_made_of_safe_names_only(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        ObjectKey.of("pictures", ACME, name)


@pytest.mark.parametrize("name", ['a".txt', "a\r\nSet-Cookie: x", "\x00", "a%41", "\\", "𐍈"])
def test_no_name_of_a_file_escapes_from_its_header(name: str) -> None:
    said = disposition(name, inline=False)
    assert said.isascii() and said.isprintable() and said.count('"') == 2


def test_an_address_of_s3_is_signed_for_its_size_and_type(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    s3 = S3Objects("b", region="eu-central-1", credentials=lambda: Credentials("k", "s", "t"), clock=Now())
    upload = s3.upload(ObjectKey.of("pictures", ACME, "one"), size=3, content_type="image/png", sha256=None, seconds=60)
    url = urlsplit(upload.url)
    asked: dict[str, Any] = parse_qs(url.query)
    assert url.netloc == "b.s3.eu-central-1.amazonaws.com" and url.path == "/pictures/org_acme/one"
    assert asked["X-Amz-SignedHeaders"] == ["content-length;content-type;host"]
    assert asked["X-Amz-Expires"] == ["60"] and asked["X-Amz-Security-Token"] == ["t"]
