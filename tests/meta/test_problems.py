"""Every problem leads to its explanation, can happen, and says no more than it should."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from infra.generating.api import GATEWAY_ANSWERS, gateway_answer
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.problems import Internal, Problem, UpstreamUnavailable, problems
from tests.service import Service, a_team

from .scene import document

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "web" / "reference" / "problems" / "index.html"
SOURCES = [*(ROOT / "layers/onetick/python/onetick").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]

each = pytest.mark.parametrize("problem", problems.values(), ids=lambda problem: problem.code)


class Anchors(HTMLParser):
    """The text under each id of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: dict[str, str] = {}
        self._current = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._current = dict(attrs).get("id") or self._current

    def handle_data(self, data: str) -> None:
        self.text[self._current] = self.text.get(self._current, "") + data


def page() -> dict[str, str]:
    """The page of problems, by anchor."""
    anchors = Anchors()
    anchors.feed(PAGE.read_text(encoding="utf-8"))
    return anchors.text


@each
def test_the_type_of_a_problem_leads_to_its_explanation(problem: type[Problem]) -> None:
    place, _, anchor = problem().document(instance="/v1/x", correlation_id="1")["type"].partition("#")
    assert place == "/docs/problems"
    text = page()[anchor]
    assert problem.code in text and str(problem.status) in text and problem.title in text
    assert len(text) > len(problem.code) + len(problem.title) + 20, "it says what to do"


def test_the_page_explains_nothing_that_does_not_exist() -> None:
    assert {anchor for anchor in page() if anchor} == set(problems)


@each
def test_a_problem_is_documented_on_an_operation(problem: type[Problem]) -> None:
    codes = re.findall(r'"code": "(\w+)"', json.dumps(document()["components"]["responses"]))
    assert problem.code in codes, "no operation answers it: delete it"


@each
def test_a_problem_is_raised_somewhere(problem: type[Problem]) -> None:
    uses = [path for path in SOURCES if path.name != "problems.py" and problem.__name__ in path.read_text("utf-8")]
    raised = re.compile(rf"raise {problem.__name__}\b|\b{problem.__name__}\(|= {problem.__name__} if")
    assert any(raised.search(path.read_text("utf-8")) for path in uses), "nothing raises it: delete it"


@pytest.mark.parametrize("kind", GATEWAY_ANSWERS)
def test_the_gateway_answers_in_the_same_words(kind: str) -> None:
    problem = GATEWAY_ANSWERS[kind]
    answer = gateway_answer(problem)
    said = json.loads(answer["responseTemplates"]["application/json"])
    own = problem().document(instance="urn:request:$context.requestId", correlation_id="$context.requestId")
    assert said == own
    assert answer["statusCode"] == str(problem.status)


@pytest.mark.parametrize(
    ("failure", "problem"),
    [
        (RuntimeError("the password is hunter2"), Internal),
        (KeyError("hunter2"), Internal),
        (RecursionError("hunter2"), Internal),
        (AwsError("InternalServerError", "hunter2", 500, {}), UpstreamUnavailable),
    ],
)
def test_a_failure_says_only_the_correlation_id(
    service: Service, failure: Exception, problem: type[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = a_team(service)
    monkeypatch.setattr(MemoryTables, "transact", Mock(side_effect=failure))
    answer = team.owner.patch(team.w, {"name": "Other"}, headers={"X-Correlation-Id": "ask-me"})
    assert answer.status == problem.status
    shown: dict[str, Any] = answer.json
    assert shown == problem().document(instance=team.w, correlation_id="ask-me")
    assert "hunter2" not in answer.text + repr(answer.headers)
