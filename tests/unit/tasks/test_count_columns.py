"""Counting the tasks of each section from the events."""

import random
from typing import Any

from onetick.tasks.model import COUNT_SHARDS, ColumnCounts

from .desk import Desk


def counted(desk: Desk) -> dict[str, int]:
    """The counts that are kept, by the name of the section."""
    place: dict[str, Any] = {"org_id": desk.team.organization_id, "project_id": desk.project["id"]}
    keys = [ColumnCounts.key(**place, shard=shard) for shard in range(COUNT_SHARDS)]
    total: dict[str, int] = {}
    for item in desk.service.tables.get_many(keys).values():
        for section, count in ColumnCounts.kind.from_item(item).counts.items():
            total[section] = total.get(section, 0) + count
    return {name: total[section] for name, section in desk.sections.items() if section in total}


def test_counts_follow_whatever_happens_however_often_it_is_delivered(desk: Desk) -> None:
    rng = random.Random(7)
    tasks = desk.tasks(12)
    trashed: list[dict[str, Any]] = []
    for step in range(40):
        task = rng.choice(tasks)
        match rng.choice(["move", "delete", "change"]):
            case "move" if task not in trashed:
                desk.move(task, section_id=rng.choice(list(desk.sections.values()))).expect(200)
            case "delete" if task not in trashed:
                desk.ann.delete(desk.url(task)).expect(204)
                trashed.append(task)
            case "delete":
                desk.ann.post(desk.url(task, "/restore")).expect(200)
                trashed.remove(task)
            case "change" if task not in trashed:
                desk.change(task, title=str(step))
        desk.service.clock.advance(seconds=5)
    desk.service.deliver(times=3)
    expected = {name: len(desk.column(name)) for name in desk.sections}
    assert counted(desk) == {name: count for name, count in expected.items() if count}


def test_an_empty_section_is_not_kept(desk: Desk) -> None:
    task = desk.task()
    desk.service.deliver()
    assert counted(desk) == {"To do": 1}
    desk.move(task, status="done").expect(200)
    desk.service.deliver()
    assert counted(desk) == {"Done": 1}
