"""The demo's sign-ins are kept for its owner only, and a seeding can be repeated."""

import stat
from pathlib import Path
from typing import Any

import pytest

from infra.local import seed
from infra.local.refusal import Refusal
from infra.local.seed import Api, Demo, Person, Unexpected, plant, write

ANN = Person("Ann", "ann@example.com", "pw", "owner")


def nothing_sent() -> tuple[Any, ...]:
    return ()


def test_only_its_owner_can_read_the_sign_ins(tmp_path: Path) -> None:
    write(tmp_path / "demo.json", Demo("seed", "2026-01-31", (ANN,)))
    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o600


def test_a_write_has_the_same_key_each_time_and_another_than_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []

    def answer(api: Api, method: str, path: str, content: bytes, headers: dict[str, str]) -> tuple[int, str, float]:
        keys.append(headers["Idempotency-Key"])
        return 201, "{}", 0

    monkeypatch.setattr(Api, "_answer", answer)
    for demo in ("one", "one", "two"):
        Api("http://x", demo).post("/v1/things", {"a": 1})
    Api("http://x", "one").post("/v1/things", {"a": 2})
    Api("http://x", "one").post("/v1/others", {"a": 1})
    assert keys[0] == keys[1]
    assert len(set(keys)) == 4


def test_a_refusal_for_the_moment_is_waited_out_and_a_lasting_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(429, "", 0.0), (409, '{"code": "idempotency_in_progress"}', 0.0), (201, '{"id": "x"}', 0.0)]
    monkeypatch.setattr(Api, "_answer", lambda *given: answers.pop(0))
    assert Api("http://x", "seed").post("/v1/things", {}) == {"id": "x"}
    answers = [(409, '{"code": "conflict"}', 0.0)]
    with pytest.raises(Unexpected, match="POST /v1/things answered 409") as refused:
        Api("http://x", "seed").post("/v1/things", {})
    assert refused.value.status == 409


def test_a_demo_that_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo = Demo("seed", "2026-01-31", (ANN,), complete=True)
    write(tmp_path / "demo.json", demo)
    monkeypatch.setattr(seed, "_signs_in", lambda url, person: True)
    said: list[str] = []
    assert plant("http://x", tmp_path / "demo.json", nothing_sent, said.append) == demo
    assert said == []


def test_a_demo_whose_data_is_gone_gets_new_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "demo.json", Demo("seed", "2026-01-31", (ANN,), complete=True))
    monkeypatch.setattr(seed, "_signs_in", lambda url, person: False)
    monkeypatch.setattr(seed.Planting, "everything", lambda planting: None)
    planted = plant("http://x", tmp_path / "demo.json", nothing_sent, lambda line: None)
    assert planted.complete
    assert planted.seed != "seed"
    assert len({person.password for person in planted.people}) == len(planted.people)
    assert all(len(person.password) >= 16 for person in planted.people)


def test_a_seeding_that_was_cut_short_goes_on_with_the_same_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(planting: seed.Planting) -> None:
        raise Unexpected("POST /v1/organizations answered 500")

    monkeypatch.setattr(seed.Planting, "everything", cut_short)
    with pytest.raises(Refusal, match="could not be made: POST /v1/organizations answered 500"):
        plant("http://x", tmp_path / "demo.json", nothing_sent, lambda line: None)
    monkeypatch.setattr(seed.Planting, "everything", lambda planting: None)
    first = plant("http://x", tmp_path / "demo.json", nothing_sent, lambda line: None)
    monkeypatch.setattr(seed, "_signs_in", lambda url, person: True)
    assert plant("http://x", tmp_path / "demo.json", nothing_sent, lambda line: None) == first
