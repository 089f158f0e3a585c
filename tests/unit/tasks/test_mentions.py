"""Mentions in Markdown."""

import pytest

from onetick.kernel.ids import new_id
from onetick.kernel.problems import Unprocessable
from onetick.tasks.mentions import checked, excerpt, mentioned, newly

from .desk import Desk, names

BEN, CAT = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"@{BEN}", (BEN,)),
        (f"Hi @{BEN}, and (@{CAT}).", (BEN, CAT)),
        (f"@[Ben Smith]({BEN})", (BEN,)),
        (f"@{BEN} @[Ben]({BEN}) @{BEN}", (BEN,)),
        (f"mail@{BEN}", ()),
        (f"@@{BEN}", ()),
        (f"[Ben]({BEN})", ()),
        (f"@{BEN}X", ()),
        ("@usr_1 @ben @", ()),
    ],
)
def test_a_mention_is_an_at_sign_and_an_id(text: str, expected: tuple[str, ...]) -> None:
    assert mentioned(text) == expected


def test_only_new_mentions_are_new() -> None:
    assert newly(f"@{BEN}", f"@{CAT} @{BEN}") == [CAT]


def test_at_most_twenty_people_are_mentioned() -> None:
    text = " ".join(f"@{new_id('usr')}" for _ in range(21))
    with pytest.raises(Unprocessable):
        checked(text, "/body_md")


def test_an_excerpt_is_one_line_with_names() -> None:
    assert excerpt(f"Hello @[Ben]({BEN}),\n\n\tall  good?") == "Hello @Ben, all good?"
    assert len(excerpt("x" * 1000)) == 200


def test_who_is_mentioned_in_a_description_is_told_once(desk: Desk) -> None:
    ben, gus = desk.team.join("Ben"), desk.team.join("Gus", "guest")
    created = desk.events_of(lambda: desk.task(description=f"@{ben.id} @{gus.id} @{new_id('usr')}"))
    assert names(created) == ["task.created", "task.mentioned"]
    told = created[-1]["data"]["context"]
    assert (told["user_id"], told["comment_id"]) == (ben.id, None)
    task = created[0]["data"]["resource"]
    changed = desk.events_of(lambda: desk.change(task, description=f"Again @{ben.id} @{desk.ann.id}"))
    assert names(changed) == ["task.mentioned", "task.updated"]
    assert [e["data"]["context"]["user_id"] for e in changed if "mentioned" in e["type"]] == [desk.ann.id]
