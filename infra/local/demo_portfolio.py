"""The portfolio of the demo: its projects side by side, with owners, days and what was said of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .seed import Api

_PLANS = {
    # The key of a project: its first and last day, how it stands, and what was said.
    "WEB": (-18, 20, "on_track", "The pages are drawn, and **two** of them are built."),
}
_OTHERS = (-30, 34, "at_risk", "Two suppliers are late. We look for a third one.")


def gather(owner: "Api", base: str, users: Sequence[str], since: date) -> None:
    """Every project that there is, in a portfolio of its own. Raises what the API raises."""
    projects = owner.get(f"{base}/projects")["data"]
    for number, project in enumerate(projects):
        first, last, health, text = _PLANS.get(project["key"], _OTHERS)
        days = {"start_on": (since + timedelta(first)).isoformat(), "due_on": (since + timedelta(last)).isoformat()}
        path = f"{base}/projects/{project['id']}"
        owner.patch(path, {**days, "owner_id": users[number % len(users)]})
        owner.post(f"{path}/status-updates", {"health": health, "text": text})
    given = {"name": "This quarter", "description": "What we promised to our customers.", "color": "#0f9488"}
    portfolio = owner.post(f"{base}/portfolios", given)["id"]
    ids = [project["id"] for project in projects]
    owner.post(f"{base}/portfolios/{portfolio}/projects", {"project_ids": ids})
    report = {"health": "on_track", "text": "All dates hold, one of them **narrowly**."}
    owner.post(f"{base}/portfolios/{portfolio}/status-updates", report)
