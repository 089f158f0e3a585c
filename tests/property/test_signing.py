"""Our signatures are those that botocore computes."""

import string
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreCredentials
from hypothesis import given
from hypothesis import strategies as st

from onetick.kernel.adapters.credentials import Credentials
from onetick.kernel.adapters.signing import sign

HOST = "service.eu-central-1.amazonaws.com"
KEYS = st.text(string.ascii_letters + string.digits + "/+", min_size=1, max_size=40)
WORDS = st.text(min_size=1, max_size=12).filter(lambda word: word not in {".", ".."})
PATHS = st.lists(WORDS.map(lambda word: quote(word, safe="~:@")), max_size=4).map(lambda parts: "/" + "/".join(parts))
QUERIES = st.lists(st.tuples(WORDS, st.text(max_size=12)), max_size=4).map(
    lambda pairs: "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in pairs)
)
NAMES = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=20).map(lambda name: f"X-{name}")
VALUES = st.text(string.printable.replace("\r", "").replace("\n", "").replace("\x0b", "").replace("\x0c", ""))
HEADERS = st.dictionaries(NAMES, VALUES, max_size=5).filter(
    lambda headers: (
        len({name.lower() for name in headers}) == len(headers)
        and not {name.lower() for name in headers}
        & {"x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amzn-trace-id"}
    )
)
MOMENTS = st.integers(0, 4_000_000_000)


def botocore_headers(
    method: str, url: str, headers: dict[str, str], body: bytes, keys: Credentials, service: str, moment: datetime
) -> dict[str, Any]:
    request = AWSRequest(method=method, url=url, headers=headers, data=body)
    signer = botocore.auth.SigV4Auth(
        BotocoreCredentials(keys.access_key, keys.secret_key, keys.token), service, "eu-central-1"
    )
    with patch.object(botocore.auth, "get_current_datetime", lambda: moment):
        signer.add_auth(request)
    return dict(request.headers.items())


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
    path=PATHS,
    query=QUERIES,
    headers=HEADERS,
    body=st.binary(max_size=200),
    access_key=KEYS,
    secret_key=KEYS,
    token=st.one_of(st.none(), KEYS),
    service=st.sampled_from(["dynamodb", "events", "ses"]),
    now=MOMENTS,
)
def test_a_request_is_signed_as_botocore_signs_it(
    method: str,
    path: str,
    query: str,
    headers: dict[str, str],
    body: bytes,
    access_key: str,
    secret_key: str,
    token: str | None,
    service: str,
    now: int,
) -> None:
    keys = Credentials(access_key, secret_key, token)
    ours = sign(
        method,
        HOST,
        path,
        headers,
        body,
        credentials=keys,
        region="eu-central-1",
        service=service,
        query=query,
        now=now,
    )
    url = f"https://{HOST}{path}" + (f"?{query}" if query else "")
    theirs = botocore_headers(method, url, headers, body, keys, service, datetime.fromtimestamp(now, UTC))
    assert ours == theirs


@given(now=st.floats(0, 4_000_000_000))
def test_the_keys_are_never_in_what_is_sent(now: float) -> None:
    keys = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    sent = sign("POST", HOST, "/", {}, b"", credentials=keys, region="eu-central-1", service="sqs", now=now)
    assert keys.secret_key not in str(sent)
    assert keys.secret_key not in repr(keys)
