"""Reactions: one emoji each, counted, and one's own known."""

import emoji
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onetick.comments import react as reacting
from onetick.comments.emoji import canonical, name_of
from tests.unit.tasks.desk import Desk, names

from .talk import comment, member, now, path, react

THUMB = {"id": "1f44d", "emoji": "👍", "count": 1}
QUALIFIED = [text for text, facts in emoji.EMOJI_DATA.items() if facts["status"] == emoji.STATUS["fully_qualified"]]


def test_a_reaction_is_counted_and_known_to_be_ones_own(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    first = comment(desk, desk.task())
    seen = react(desk, first)
    assert (seen["reactions"], seen["own_reactions"]) == ([THUMB], ["1f44d"])
    react(desk, first, by=ben)
    react(desk, first, "🎉", by=ben)
    assert now(desk, first)["reactions"] == [{**THUMB, "count": 2}, {"id": "1f389", "emoji": "🎉", "count": 1}]
    assert now(desk, first)["own_reactions"] == ["1f44d"]
    assert now(desk, first, by=ben)["own_reactions"] == ["1f44d", "1f389"]


def test_lists_know_ones_own_reactions_too(desk: Desk) -> None:
    task = desk.task()
    first, other = comment(desk, task), comment(desk, task)
    react(desk, first)
    for url in (desk.url(task, "/comments"), f"{desk.team.w}/tasks/{task['key']}/comments"):
        rows = desk.ann.get(url).expect(200)["data"]
        assert [(row["id"], row["own_reactions"]) for row in rows] == [(first["id"], ["1f44d"]), (other["id"], [])]


def test_the_same_reaction_again_changes_nothing(desk: Desk) -> None:
    first = comment(desk, desk.task())
    events = desk.events_of(lambda: react(desk, first))
    assert names(events) == ["reaction.added"]
    assert events[0]["data"]["context"] == {"emoji": "👍", "user_id": desk.ann.id, "quietly": False}
    assert desk.events_of(lambda: react(desk, first)) == []


def test_a_reaction_is_taken_back_by_its_id(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    first = comment(desk, desk.task())
    react(desk, first)
    react(desk, first, by=ben)
    events = desk.events_of(lambda: ben.delete(path(desk, first, "/reactions/1f44d")).expect(204))
    assert names(events) == ["reaction.removed"]
    assert now(desk, first, by=ben)["own_reactions"] == []
    assert now(desk, first)["reactions"] == [THUMB]
    before = len(desk.service.events())
    for unknown in ("1f44d", "1f389", "nonsense"):
        ben.delete(path(desk, first, f"/reactions/{unknown}")).expect(204)
    assert len(desk.service.events()) == before
    desk.ann.delete(path(desk, first, "/reactions/1f44d")).expect(204)
    assert now(desk, first)["reactions"] == []


def test_everybody_can_see_who_reacted(desk: Desk) -> None:
    ben = member(desk, "Ben", "viewer")
    first = comment(desk, desk.task())
    react(desk, first, "🎉")
    react(desk, first)
    rows = ben.get(path(desk, first, "/reactions")).expect(200)["data"]
    assert [(row["id"], row["emoji"], row["user_id"]) for row in rows] == [
        ("1f389", "🎉", desk.ann.id),
        ("1f44d", "👍", desk.ann.id),
    ]
    ben.post(path(desk, first, "/reactions"), {"emoji": "👍"}).expect(403)


def test_the_author_hears_of_a_reaction_once_and_gets_no_mail_for_it(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    first = comment(desk, desk.task(), by=ben)
    react(desk, first, by=ben)
    react(desk, first)
    desk.ann.delete(path(desk, first, "/reactions/1f44d")).expect(204)
    react(desk, first, "🎉")
    desk.service.deliver(times=2)
    [row] = ben.get(f"{desk.team.w}/notifications").expect(200)["data"]
    assert (row["reason"], row["excerpt"], row["actor_id"]) == ("reacted", "👍", desk.ann.id)
    shown = ben.get(f"{desk.team.w}/notification-preferences").expect(200)["channels"]["reacted"]
    assert shown == {"inbox": True, "mail": False}


def test_only_a_single_emoji_is_a_reaction(desk: Desk) -> None:
    first = comment(desk, desk.task())
    words = ("", "a", "+1", ":thumbsup:", "1", "<b>", "\ufe0f")
    for text in (*words, "👍👍", "👍 ", "👍\u202e", "🏻" * 3, "\u200d".join("👍" * 5)):
        desk.ann.post(path(desk, first, "/reactions"), {"emoji": text}).expect(400)
    assert now(desk, first)["reactions"] == []


def test_however_it_was_typed_it_is_the_same_reaction(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    first = comment(desk, desk.task())
    react(desk, first, "❤")
    seen = react(desk, first, "❤\ufe0f", by=ben)
    assert seen["reactions"] == [{"id": "2764", "emoji": "❤\ufe0f", "count": 2}]


def test_a_comment_and_a_person_have_a_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = comment(desk, desk.task())
    for text in QUALIFIED[:20]:
        react(desk, first, text)
    desk.ann.post(path(desk, first, "/reactions"), {"emoji": QUALIFIED[21]}).expect(422)
    desk.ann.delete(path(desk, first, f"/reactions/{name_of(QUALIFIED[0])}")).expect(204)
    react(desk, first, QUALIFIED[21])
    monkeypatch.setattr(reacting, "MAX_OWN_REACTIONS", 20)
    task = {"id": first["task_id"]}
    desk.ann.post(path(desk, comment(desk, task), "/reactions"), {"emoji": "👍"}).expect(422)
    react(desk, comment(desk, desk.task()))


def test_every_emoji_of_unicode_is_one_and_is_written_in_one_way() -> None:
    assert [text for text in QUALIFIED if canonical(text) != text] == []
    bare = {text: canonical(text.replace("\ufe0f", "")) for text in QUALIFIED}
    assert [text for text, found in bare.items() if found != text] == []
    assert len({name_of(text) for text in QUALIFIED}) == len(QUALIFIED)


@given(st.text(max_size=20))
def test_what_is_taken_for_an_emoji_is_short_and_holds_no_words(text: str) -> None:
    found = canonical(text)
    if found is not None:
        assert canonical(found) == found
        assert len(found) <= 16
        assert not any(character.isalpha() for character in found if character != "\u2139")
