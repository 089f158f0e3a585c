"""The platform serves an application as AWS would."""

import os
import signal
from pathlib import Path

import pytest

from infra.local.platform import Platform
from infra.operations.redrive import of_consumer

from .platform import call, eventually


def test_a_request_goes_through_the_gateway_to_a_function_and_back(trial: Platform) -> None:
    made = call(trial.url, "/v1/things", method="POST", body={"id": "through"})
    assert (made.status, made.json) == (201, {"id": "through"})
    read = call(trial.url, "/v1/things/through")
    assert read.status == 200
    assert read.json["body"] == {"id": "through"}


def test_a_change_reaches_the_consumer_over_stream_bus_and_queue(trial: Platform) -> None:
    call(trial.url, "/v1/things", method="POST", body={"id": "counted"})
    assert eventually(lambda: call(trial.url, "/v1/things/counted").json["arrivals"]) == 1


def test_what_a_consumer_gives_up_on_lands_in_the_dead_letter_queue_and_can_be_redriven(trial: Platform) -> None:
    sqs = trial.client("sqs")
    dead = of_consumer(sqs, trial.prefix, "things")
    call(trial.url, "/v1/things", method="POST", body={"id": "poison-1"})
    [letter] = eventually(lambda: dead.look(10))
    assert "poison-1" in letter
    assert dead.redrive(10) == 1
    # Its cause is not mended, so it comes back.
    assert eventually(lambda: dead.look(10))


def test_each_function_has_its_own_environment(trial: Platform) -> None:
    call(trial.url, "/v1/things", method="POST", body={"id": "environment"})
    read = call(trial.url, "/v1/things/environment").json
    assert read["own"] == "get-thing"
    assert read["name"] == f"{trial.prefix}-get-thing"
    assert read["memory"] == 256
    assert read["url"] == trial.url


def test_the_shared_environment_is_that_of_the_functions(trial: Platform) -> None:
    environment = trial.lambda_environment
    assert environment["TRIAL_TABLE"] == trial.prefix
    assert environment["AWS_ENDPOINT_URL"] == trial.endpoint
    assert "TRIAL_OWN" not in environment
    assert not [name for name in environment if name.startswith("MINISTACK")]


def test_the_api_is_told_the_callers_address_and_not_what_the_caller_says(trial: Platform) -> None:
    call(trial.url, "/v1/things", method="POST", body={"id": "caller"})
    read = call(trial.url, "/v1/things/caller", headers={"X-Viewer-Ip": "203.0.113.9"})
    assert read.json["caller"] == "127.0.0.1"


def test_an_unknown_path_gets_the_gateways_own_answer(trial: Platform) -> None:
    answer = call(trial.url, "/v1/nothing")
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["correlation_id"] == answer.headers["x-amzn-requestid"]


@pytest.mark.parametrize("how", ["die", "raise", "hang", "malformed"])
def test_a_function_that_fails_is_a_problem_and_the_next_call_works(trial: Platform, how: str) -> None:
    failed = call(trial.url, f"/v1/misbehave/{how}")
    assert failed.status == 502
    assert failed.headers["content-type"] == "application/problem+json"
    assert failed.json["code"] == "internal"
    assert b"secret detail" not in failed.body
    assert call(trial.url, "/v1/misbehave/not").status == 200


def test_a_worker_that_is_killed_is_replaced(trial: Platform) -> None:
    assert trial.pool is not None
    before = {worker.pid for worker in trial.pool.workers}
    os.kill(next(iter(before)), signal.SIGKILL)
    pool = trial.pool
    assert eventually(lambda: before != {worker.pid for worker in pool.workers})
    assert len(pool.workers) == len(before)
    assert call(trial.url, "/v1/misbehave/not").status == 200


def test_changed_code_is_read_anew_by_every_worker(trial: Platform) -> None:
    assert trial.pool is not None
    before = {worker.pid for worker in trial.pool.workers}
    trial.pool.reload()
    pool = trial.pool
    assert eventually(lambda: not before & {worker.pid for worker in pool.workers})
    assert call(trial.url, "/v1/misbehave/not").status == 200


def test_a_secret_is_rotated_before_anybody_needs_it(trial: Platform) -> None:
    secrets = trial.client("secretsmanager")
    value = secrets.get_secret_value(SecretId=f"{trial.prefix}/signing")
    assert value["VersionId"] in value["SecretString"]


def test_a_secret_that_is_rotated_again_gets_another_value(trial: Platform) -> None:
    secrets = trial.client("secretsmanager")
    name = f"{trial.prefix}/signing"
    version = secrets.rotate_secret(SecretId=name)["VersionId"]
    assert eventually(lambda: secrets.get_secret_value(SecretId=name)["VersionId"] == version)


def test_mails_that_were_sent_can_be_read(trial: Platform) -> None:
    mail = trial.client("sesv2")
    mail.create_email_identity(EmailIdentity="from@example.com")
    text = f"Reset it: {trial.url}/reset?token=abc&more=1."
    mail.send_email(
        FromEmailAddress="from@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={"Simple": {"Subject": {"Data": "A <b>bold</b> subject"}, "Body": {"Text": {"Data": text}}}},
    )
    [sent] = trial.mails()
    assert (sent.to, sent.text) == (("ann@example.com",), text)
    page = call(trial.url, "/_local/mail").body.decode()
    assert "A &lt;b&gt;bold&lt;/b&gt; subject" in page
    assert f'<a href="{trial.url}/reset?token=abc&amp;more=1">' in page


def test_nothing_listens_beyond_loopback(trial: Platform) -> None:
    pids = {os.getpid(), *(child.pid for child in trial.children)}
    listening = _listening_addresses(pids)
    assert listening
    assert {address for address, _ in listening} == {"0100007F"}


def _listening_addresses(pids: set[int]) -> set[tuple[str, str]]:
    """The addresses (hexadecimal, as Linux prints them) and ports that the processes listen on."""
    if not Path("/proc/self/net/tcp").exists():
        pytest.skip("needs /proc")
    sockets = set()
    for pid in pids:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            target = str(descriptor.readlink()) if descriptor.is_symlink() else ""
            if target.startswith("socket:"):
                sockets.add(target[8:-1])
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in sockets:
                address, port = fields[1].split(":")
                found.add((address, port))
    return found
