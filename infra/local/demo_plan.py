"""The second project of the demo: work with dates that waits for other work, sprints, and the goals above it.

Everything is told in days from the day the demo is made, so that its calendar and timeline are about now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .seed import Api


@dataclass(frozen=True, slots=True)
class Job:
    """A task: from when to when, whose it is, what it is worth, and which ones before it in the list it waits for."""

    title: str
    first: int
    last: int
    person: int
    points: int
    status: str = "todo"
    after: tuple[int, ...] = ()
    milestone: bool = False


_JOBS = (
    Job("Ask ten customers what they look for", -18, -12, 1, 3, "done"),
    Job("Write the outline of every page", -13, -9, 2, 5, "done", (0,)),
    Job("Choose a host", -10, -4, 0, 2),
    Job("Draw the home page", -5, 1, 1, 5, "in_progress", (1,)),
    Job("Draw the pricing page", 0, 4, 2, 3, "todo", (1,)),
    Job("Build the components", -3, 3, 0, 8, "in_progress"),
    Job("Build the home page", 4, 9, 2, 5, "todo", (3, 5)),
    Job("Build the pricing page", 5, 10, 1, 5, "todo", (4, 5)),
    # Begins a day too early, as the timeline shows.
    Job("Translate into German and Portuguese", 10, 16, 2, 5, "todo", (6, 7)),
    Job("Test with a screen reader", 10, 14, 1, 3, "todo", (6,)),
    Job("Open it to the pilot customers", 14, 14, 0, 1, "todo", (9,), milestone=True),
    Job("Mend what the pilot customers find", 15, 20, 1, 8, "todo", (10,)),
    Job("The website is live", 20, 20, 0, 1, "todo", (8, 11), milestone=True),
)
_UNDATED = ("Collect quotes from customers", "A page about the team", "Look into a dark theme")
_FINISHED, _RUNNING, _NEXT = (0, 1, 2), (3, 4, 5), (6, 7, 9)
_GOALS = (
    # Name, how it stands, what was reported, what it is measured by: start, target, where it is now.
    (
        "Half of all visitors understand what we do",
        "on_track",
        "The outline **works** in interviews.",
        (20, 50, 34),
    ),
    ("Answer every question within a day", "at_risk", "Two of us are away until next week.", (55, 95, 70)),
)


def plan_website(owner: "Api", base: str, users: Sequence[str], since: date) -> None:
    """The project, its sprints and the goals that it counts for. Raises what the API raises."""
    given = {"name": "Website", "key": "WEB", "visibility": "public", "member_access": "edit"}
    project = str(owner.post(f"{base}/projects", given)["id"])
    tasks = [_task(owner, base, project, users, job, since) for job in _JOBS]
    for task, job in zip(tasks, _JOBS, strict=True):
        for other in job.after:
            owner.put(f"{base}/tasks/{task}/dependencies/{tasks[other]}", {})
    for title in _UNDATED:
        owner.post(f"{base}/tasks", {"project_id": project, "title": title})
    _sprints(owner, base, project, tasks, since)
    _goals(owner, base, project, since)


def _task(owner: "Api", base: str, project: str, users: Sequence[str], job: Job, since: date) -> str:
    """A task of whole days. What is finished becomes so within its sprint."""
    first, last = since + timedelta(job.first), since + timedelta(job.last)
    body: dict[str, Any] = {
        "project_id": project,
        "title": job.title,
        "assignee_ids": [users[job.person]],
        "points": job.points,
        "due_at": f"{last}T23:59:59Z",
        "all_day": True,
        "timezone": "UTC",
        "milestone": job.milestone,
    }
    if job.first < job.last:
        body["start_at"] = f"{first}T00:00:00Z"
    if job.status == "in_progress":
        body["status"] = job.status
    return str(owner.post(f"{base}/tasks", body)["id"])


def _sprints(owner: "Api", base: str, project: str, tasks: Sequence[str], since: date) -> None:
    """One that is over, whose open task went on to the running one, and the next."""
    done = _sprint(owner, base, project, ("Sprint 1", "We know what customers look for."), since - timedelta(19), 10)
    _fill(owner, base, done, [tasks[number] for number in _FINISHED])
    owner.post(f"{base}/sprints/{done}/start", {})
    for number in _FINISHED:
        if _JOBS[number].status == "done":
            owner.post(f"{base}/tasks/{tasks[number]}/transition", {"status": "done"})
    about = ("Sprint 2", "The home page can be shown to the first customers.")
    running = _sprint(owner, base, project, about, since - timedelta(5), 20)
    owner.post(f"{base}/sprints/{done}/complete", {"carry_over_to": "next"})
    _fill(owner, base, running, [tasks[number] for number in _RUNNING])
    owner.post(f"{base}/sprints/{running}/start", {})
    owner.post(f"{base}/tasks/{tasks[2]}/transition", {"status": "done"})
    about = ("Sprint 3", "Everything that the pilot customers need.")
    following = _sprint(owner, base, project, about, since + timedelta(9), 15)
    _fill(owner, base, following, [tasks[number] for number in _NEXT])


def _sprint(owner: "Api", base: str, project: str, about: tuple[str, str], first: date, capacity: int) -> str:
    name, goal = about
    body = {
        "project_id": project,
        "name": name,
        "goal": goal,
        "start_on": str(first),
        "end_on": str(first + timedelta(13)),
        "capacity_points": capacity,
    }
    return str(owner.post(f"{base}/sprints", body)["id"])


def _fill(owner: "Api", base: str, sprint: str, tasks: Sequence[str]) -> None:
    """One by one: many at once would go on in a job."""
    for task in tasks:
        owner.put(f"{base}/sprints/{sprint}/tasks/{task}", {})


def _goals(owner: "Api", base: str, project: str, since: date) -> None:
    """A goal for the quarter, and two below it that are measured; the project counts for the first of these."""
    months = (since.month - 1) // 3
    period = {"period": f"Q{months + 1} {since.year}"}
    top = owner.post(f"{base}/goals", {"name": "Customers recommend us to their friends", **period})["id"]
    for number, (name, health, text, (start, target, now)) in enumerate(_GOALS):
        goal = owner.post(f"{base}/goals", {"name": name, "parent_id": top, **period})["id"]
        measure = {"name": "Share, as asked each week", "measure": "percent", "start": start, "target": target}
        [result] = owner.post(f"{base}/goals/{goal}/key-results", measure)["key_results"]
        owner.post(f"{base}/goals/{goal}/key-results/{result['id']}/check-ins", {"value": now})
        if number == 0:
            owner.put(f"{base}/goals/{goal}/links/{project}", {})
        owner.post(f"{base}/goals/{goal}/status-updates", {"health": health, "text": text})
