"""Whatever the rules and whatever the way: no task reaches a status without what the rules ask for."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service import Answer, Team, a_team, running

IDS = ("todo", "in_progress", "done")
CATEGORIES = ("unstarted", "started", "completed")
STATUSES = [{"id": id, "name": id, "category": kind} for id, kind in zip(IDS, CATEGORIES, strict=True)]
VALUES: dict[str, Any] = {"estimate_minutes": 5, "description": "Why", "priority": "high", "points": 3}
NOTHING: dict[str, Any] = {"estimate_minutes": None, "description": "", "priority": "none", "points": None}

fields = st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True)
rules = st.dictionaries(
    st.tuples(st.sampled_from((None, *IDS)), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]),
    fields,
    max_size=5,
)
agreed = st.sets(st.sampled_from(IDS[1:]), max_size=1)
ways = st.sampled_from(
    ("decide", "decide", "transition", "update", "move", "section", "create", "bulk", "duplicate", "undo", "home")
)
steps = st.lists(
    st.tuples(ways, st.integers(0, 3), st.sampled_from(IDS), st.sampled_from(sorted(VALUES)), st.booleans()),
    min_size=3,
    max_size=12,
)


class Board:
    """A project with rules, and another one without any."""

    def __init__(self, team: Team, rules: dict[tuple[str | None, str], list[str]], agreed: set[str]) -> None:
        self.team, self.ann, self.w = team, team.owner, team.w
        self.rules, self.agreed, self.ben = rules, agreed, team.join("Ben")
        self.project, self.other = team.project(), team.project("Other", "OTH")
        found = self.ann.get(f"{self.w}/projects/{self.project['id']}/sections").expect(200)["data"]
        self.sections = dict(zip(IDS, [one["id"] for one in found], strict=True))
        body: dict[str, Any] = {
            "statuses": STATUSES,
            "rules": [
                {"from": before, "to": to, "required_fields": asked}
                for (before, to), asked in rules.items()
                if before is not None or to not in agreed
            ],
        }
        for to in agreed:
            approval = {"people": [self.ben.id]}
            body["rules"].append(
                {"from": None, "to": to, "required_fields": rules.get((None, to), []), "approval": approval}
            )
        path = f"{self.w}/projects/{self.project['id']}/workflow"
        self.ann.put(path, body, headers={"If-Match": "*"}).expect(200)
        self.tasks = [team.task(self.project)["id"]]
        self.sets: list[str] = []

    def states(self) -> dict[str, dict[str, Any]]:
        """Every task as it is."""
        return {one: self.ann.get(f"{self.w}/tasks/{one}").expect(200) for one in self.tasks}

    def go(self, way: str, number: int, status: str, field: str, filled: bool) -> Answer | None:
        """Try to bring a task to a status, or a new one."""
        task = self.tasks[number % len(self.tasks)]
        url, value = f"{self.w}/tasks/{task}", (VALUES if filled else NOTHING)[field]
        made = {"project_id": self.project["id"], "title": "New", "status": status, field: value}
        if way == "create":
            return self._made(self.ann.post(f"{self.w}/tasks", made))
        if way == "duplicate":
            return self._made(self.ann.post(f"{url}/duplicate", {}))
        if way == "home":
            elsewhere = self.team.task(self.other, status=status)["id"]
            answer = self.ann.put(f"{self.w}/tasks/{elsewhere}/projects/{self.project['id']}", {"home": True})
            if answer.status == 200:
                self.tasks.append(elsewhere)
            return answer
        if way == "decide":
            waits = self.ann.get(url).expect(200)["approval"]
            if waits is None:
                return None
            said = {"decision": "approve"}
            return self.ben.post(f"{self.w}/approvals/{waits['id']}/decision", said)
        if way == "undo":
            if self.sets:
                self.ann.post(f"{self.w}/change-sets/{self.sets.pop()}/undo", {})
                self.ann.service.deliver()
            return None
        acts = {
            "transition": lambda: self.ann.post(f"{url}/transition", {"status": status}),
            "update": lambda: self.ann.patch(url, {"status": status, field: value}),
            "move": lambda: self.ann.post(f"{url}/move", {"status": status}),
            "section": lambda: self.ann.post(f"{url}/move", {"section_id": self.sections[status]}),
            "bulk": lambda: self.ann.post(
                f"{self.w}/bulk/tasks", {"operations": [{"op": "transition", "task_ids": [task], "status": status}]}
            ),
        }
        answer = acts[way]()
        if "OneTick-Change-Set" in answer.headers:
            self.sets.append(answer.headers["OneTick-Change-Set"])
        return answer

    def asked(self, before: str | None, after: str) -> set[str]:
        """What must be filled in to get from one status to another."""
        if before == after or (before is None and after == "todo"):
            return set()
        pairs = [pair for pair in self.rules if pair[1] == after and (before is None or pair[0] in (None, before))]
        return {name for pair in pairs for name in self.rules[pair]}

    def _made(self, answer: Answer) -> Answer:
        if answer.status == 201:
            self.tasks.append(answer.json["id"])
        return answer


@settings(max_examples=20, deadline=None)
@given(rules=rules, agreed=agreed, steps=steps)
def test_no_task_reaches_a_status_without_what_its_rules_ask_for(
    rules: dict[tuple[str | None, str], list[str]], agreed: set[str], steps: list[tuple[str, int, str, str, bool]]
) -> None:
    with running() as service:
        board = Board(a_team(service), rules, agreed)
        before = board.states()
        for step in steps:
            answer = board.go(*step)
            assert answer is None or answer.status < 500
            after = board.states()
            for id, task in after.items():
                was = before[id]["status"] if id in before else None
                if task["status"] in agreed and was != task["status"]:
                    assert step[0] == "decide" and task["approval_state"] == "approved", step
                for name in board.asked(was, task["status"]):
                    assert task[name] != NOTHING[name], (step, name, task["status"])
            before = after
