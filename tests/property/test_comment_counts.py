"""Many reply and react at once, and take it back: what a comment counts is what there is."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.service import Person, a_team, running
from tests.unit.comments.talk import comment, member, now, path, reply
from tests.unit.tasks.desk import Desk, a_desk

EMOJI = ("👍", "🎉")


def chatter(desk: Desk, to: dict[str, Any], person: Person) -> None:
    """Reply and react, and take some of it back."""
    for number in range(3):
        made = reply(desk, to, str(number), by=person)
        for emoji in EMOJI:
            person.post(path(desk, to, "/reactions"), {"emoji": emoji}).expect(200)
        if number % 2:
            person.delete(path(desk, made)).expect(204)
            person.delete(path(desk, to, "/reactions/1f389")).expect(204)


def test_counts_are_right_however_many_talk_at_once() -> None:
    with running() as service:
        desk = a_desk(a_team(service))
        first = comment(desk, desk.task())
        people = [member(desk, name, "commenter") for name in ("Ben", "Cat", "Dan", "Eva")]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda person: chatter(desk, first, person), people))
        shown = now(desk, first)
        replies = desk.ann.get(path(desk, first, "/replies?limit=100")).expect(200)["data"]
        reactions = desk.ann.get(path(desk, first, "/reactions?limit=100")).expect(200)["data"]
        assert shown["reply_count"] == len(replies) == 8
        counted = {one["id"]: one["count"] for one in shown["reactions"]}
        assert counted == {"1f44d": 4, "1f389": 4} == {id: sum(row["id"] == id for row in reactions) for id in counted}
        for person in people:
            assert set(now(desk, first, by=person)["own_reactions"]) == {"1f44d", "1f389"}
        versions = [one["aggregateversion"] for one in service.events() if one["aggregateid"] == first["id"]]
        assert versions == list(range(1, len(versions) + 1)), "every version has its event"
