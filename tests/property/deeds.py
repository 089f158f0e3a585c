"""What people do to everything that lies around tasks, as random deeds: for whatever must hold after any history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from onetick.relations.model import AT_FIRST
from tests.service import Answer, Person, Team

WORDS = ("Red", "Blue", "Green")

Deed = tuple[str, int, int, str]
"""What is done, to which thing, with which other, and a word."""


@dataclass
class World:
    """A workspace with two projects, and what was made in it, by its kind."""

    team: Team
    projects: list[str]
    tasks: list[str]
    made: dict[str, list[str]] = field(default_factory=dict)

    @property
    def ann(self) -> Person:
        """Who does everything."""
        return self.team.owner

    def do(self, deed: Deed) -> Answer | None:
        """Do it; None where there is nothing to do it to. Whether it is possible is not for here to say."""
        name, pick, other, word = deed
        act = DEEDS[name]
        if any(not self.known(kind) for kind in act.needs):
            return None
        return act.do(self, pick, other, word)

    def known(self, kind: str) -> Sequence[str]:
        """The things of a kind."""
        return self.tasks if kind == "task" else self.projects if kind == "project" else self.made.get(kind, ())

    def url(self, kind: str, pick: int) -> str:
        """Where one of them is."""
        several = self.known(kind)
        return f"{self.team.w}/{PATHS[kind]}/{several[pick % len(several)]}"

    def one(self, kind: str, pick: int) -> str:
        """One of them."""
        several = self.known(kind)
        return several[pick % len(several)]

    def make(self, kind: str, path: str, body: Any) -> Answer:
        """Make one more."""
        answer = self.ann.post(f"{self.team.w}/{path}", body)
        if answer.status == 201:
            self.made.setdefault(kind, []).append(answer.json["id"])
        return answer


PATHS = {
    "comment": "comments",
    "field": "custom-fields",
    "project": "projects",
    "sprint": "sprints",
    "tag": "tags",
    "task": "tasks",
    "view": "views",
}
"""Where things of each kind are."""
_KINDS = [one.id for one in AT_FIRST]


@dataclass(frozen=True)
class Act:
    """Something to do, and kinds of which there must be one."""

    do: Callable[[World, int, int, str], Answer]
    needs: tuple[str, ...] = ("task",)


def _patch(kind: str, body: Callable[[World, int, str], Any]) -> Act:
    return Act(lambda w, pick, other, word: w.ann.patch(w.url(kind, pick), body(w, other, word)), (kind,))


def _post(kind: str, act: str, body: Any = None) -> Act:
    return Act(lambda w, pick, other, word: w.ann.post(f"{w.url(kind, pick)}/{act}", body), (kind,))


def _delete(kind: str) -> Act:
    return Act(lambda w, pick, other, word: w.ann.delete(w.url(kind, pick)), (kind,))


def _relation(world: World, pick: int, other: int) -> str:
    return f"{world.url('task', pick)}/relations/{_KINDS[other % len(_KINDS)]}/{world.one('task', other)}"


def _field(world: World, pick: int, other: int) -> str:
    return f"{world.url('project', other)}/custom-fields/{world.one('field', pick)}"


def _option(world: World, pick: int, other: int, word: str) -> Answer:
    """Rename, archive or move an option of a field, or add one."""
    url = world.url("field", pick)
    options = world.ann.get(url).json.get("options", [])
    if not options or other % 4 == 0:
        return world.ann.post(f"{url}/options", {"name": word})
    option = options[other % len(options)]
    changes: Sequence[Any] = ({"name": word}, {"archived": not option["archived"]}, {"before_id": options[0]["id"]})
    return world.ann.patch(f"{url}/options/{option['id']}", changes[other % 3])


def _report(world: World, pick: int, other: int, word: str) -> Answer:
    """Report on a project, correct the last report, or take it back."""
    url = f"{world.url('project', pick)}/status-updates"
    known = world.ann.get(url).json.get("data", [])
    if not known or other % 3 == 0:
        return world.ann.post(url, {"health": "at_risk" if other % 2 else "on_track", "text": word})
    report = f"{url}/{known[0]['id']}"
    return (
        world.ann.delete(report) if other % 3 == 1 else world.ann.patch(report, {"text": word, "health": "off_track"})
    )


DEEDS: Mapping[str, Act] = {
    "name a tag": Act(lambda w, pick, other, word: w.make("tag", "tags", {"name": word}), ()),
    "rename a tag": _patch("tag", lambda w, other, word: {"name": word}),
    "put a tag aside": _post("tag", "archive"),
    "delete a tag": _delete("tag"),
    "restore a tag": _post("tag", "restore"),
    "merge a tag": Act(
        lambda w, pick, other, word: w.ann.post(f"{w.url('tag', pick)}/merge", {"into_id": w.one("tag", other)}),
        ("tag",),
    ),
    "give a tag": Act(
        lambda w, pick, other, word: w.ann.patch(w.url("task", pick), {"tag_ids": [w.one("tag", other)]}), ("tag",)
    ),
    "take tags": _patch("task", lambda w, other, word: {"tag_ids": []}),
    "relate": Act(lambda w, pick, other, word: w.ann.put(_relation(w, pick, other))),
    "let go": Act(lambda w, pick, other, word: w.ann.delete(_relation(w, pick, other))),
    "define a field": Act(
        lambda w, pick, other, word: w.make(
            "field",
            "custom-fields",
            {"name": word, "type": "single_select", "options": [{"name": "A"}, {"name": "B"}]}
            | ({"project_id": w.one("project", pick)} if other % 2 else {}),
        ),
        (),
    ),
    "rename a field": _patch("field", lambda w, other, word: {"name": word, "required": bool(other % 2)}),
    "archive a field": _post("field", "archive"),
    "unarchive a field": _post("field", "unarchive"),
    "delete a field": _delete("field"),
    "restore a field": _post("field", "restore"),
    "change an option": Act(_option, ("field",)),
    "use a field": Act(lambda w, pick, other, word: w.ann.put(_field(w, pick, other), {}), ("field",)),
    "use a field otherwise": Act(
        lambda w, pick, other, word: w.ann.put(_field(w, pick, other), {"required": True}), ("field",)
    ),
    "use a field no longer": Act(lambda w, pick, other, word: w.ann.delete(_field(w, pick, other)), ("field",)),
    "plan a sprint": Act(
        lambda w, pick, other, word: w.make("sprint", "sprints", {"project_id": w.one("project", pick), "name": word}),
        (),
    ),
    "change a sprint": _patch("sprint", lambda w, other, word: {"name": word, "goal": word if other % 2 else ""}),
    "start a sprint": _post("sprint", "start", {}),
    "delete a sprint": _delete("sprint"),
    "restore a sprint": _post("sprint", "restore"),
    "put into a sprint": Act(
        lambda w, pick, other, word: w.ann.put(f"{w.url('sprint', other)}/tasks/{w.one('task', pick)}"), ("sprint",)
    ),
    "report": Act(_report),
    "comment": Act(
        lambda w, pick, other, word: w.make("comment", f"tasks/{w.one('task', pick)}/comments", {"body_md": word})
    ),
    "rewrite": _patch("comment", lambda w, other, word: {"body_md": word}),
    "take a comment back": _delete("comment"),
    "restore a comment": _post("comment", "restore"),
    "resolve": _post("comment", "resolve"),
    "keep a view": Act(
        lambda w, pick, other, word: w.make(
            "view",
            "views",
            {"name": word, "type": "list", "scope": "shared", "project_id": w.one("project", pick)},
        ),
        (),
    ),
    "change a view": _patch("view", lambda w, other, word: {"name": word}),
    "move a view": _patch("view", lambda w, other, word: {"before_id": w.one("view", other)}),
    "delete a view": _delete("view"),
    "change a task": _patch("task", lambda w, other, word: {"title": word, "points": other % 3}),
    "delete a task": _delete("task"),
    "restore a task": _post("task", "restore"),
}


def deeds() -> st.SearchStrategy[Deed]:
    """Anything that people do."""
    picks = st.integers(0, 11)
    return st.tuples(st.sampled_from(sorted(DEEDS)), picks, picks, st.sampled_from(WORDS))


def a_world(team: Team, tasks: int = 3) -> World:
    """Two projects, a few tasks in the first of them, and two of everything else."""
    projects = [team.project(key=key)["id"] for key in ("ONE", "TWO")]
    names = [team.task({"id": projects[0]}, f"T{number}")["id"] for number in range(tasks)]
    world = World(team, projects, names)
    for number, word in enumerate(("Black", "White")):
        for making in ("name a tag", "define a field", "plan a sprint", "comment", "keep a view"):
            made = world.do((making, 0, number, word))
            assert made is not None and made.status == 201, making
        world.do(("give a tag", number, number, word))
        world.do(("relate", number, number + 1, word))
    return world
