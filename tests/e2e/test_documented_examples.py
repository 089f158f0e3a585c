"""What the pages tell people to do works as it is printed there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from infra.local.home import ROOT
from infra.local.platform import Platform
from onetick.kernel.ids import new_ulid

from .people import OverHttp, Person
from .platform import eventually

PAGES = ROOT / "docs" / "how-to"
COMPLETED = "onetick.task.completed.v1"
EXAMPLE_ORGANIZATION = "org_01JD4Y6QW8M3Z5T7V9X1B2C3D4"


def block(page: str, language: str) -> str:
    """The only block of a page in a language."""
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", (PAGES / page).read_text(), re.DOTALL | re.MULTILINE)
    return str(found)


class Organization:
    """One whose owner completes a task."""

    def __init__(self, platform: Platform) -> None:
        self.owner = Person(OverHttp(platform), "Ann").sign_up()
        self.id = str(self.owner.post("/v1/organizations", {"name": "Acme"})["id"])
        self.owner.at(self.id)
        workspace = self.owner.post(f"/v1/organizations/{self.id}/workspaces", {"name": "Main"})
        self._w = f"/v1/workspaces/{workspace['id']}"
        self._project = self.owner.post(f"{self._w}/projects", {"name": "Launch", "key": "LAU"})["id"]

    def complete_a_task(self) -> str:
        """A new task, done at once; its id."""
        body = {"project_id": self._project, "title": "Write the announcement"}
        task = str(self.owner.post(f"{self._w}/tasks", body)["id"])
        self.owner.post(f"{self._w}/tasks/{task}/transition", {"status": "done"}, status=200)
        return task


@contextmanager
def subscribed_by_the_rule(platform: Platform, organization: str) -> Iterator[str]:
    """The rule of the page, to a queue; the queue's address."""
    pattern = block("subscribe-to-events.md", "json").replace(EXAMPLE_ORGANIZATION, organization)
    sqs, events = platform.client("sqs"), platform.client("events")
    url = sqs.create_queue(QueueName="integrator")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    place = {"EventBusName": platform.prefix}
    events.put_rule(Name="completed-tasks", EventPattern=pattern, **place)
    events.put_targets(Rule="completed-tasks", Targets=[{"Id": "queue", "Arn": arn}], **place)
    yield url
    events.remove_targets(Rule="completed-tasks", Ids=["queue"], **place)
    events.delete_rule(Name="completed-tasks", **place)
    sqs.delete_queue(QueueUrl=url)


@contextmanager
def subscribed_by_the_template(platform: Platform, organization: str) -> Iterator[str]:
    """The template of the page, deployed; its queue's address."""
    template = block("subscribe-to-events.md", "yaml").replace(EXAMPLE_ORGANIZATION, organization)
    template = template.replace("onetick-prod", platform.prefix)
    formation = platform.client("cloudformation")
    formation.create_stack(StackName="integrator", TemplateBody=template)
    status = eventually(lambda: settled(formation), 30)
    assert status == "CREATE_COMPLETE"
    found = formation.describe_stack_resource(StackName="integrator", LogicalResourceId="MyQueue")
    yield str(found["StackResourceDetail"]["PhysicalResourceId"])
    formation.delete_stack(StackName="integrator")


def settled(formation: Any) -> str:
    status = str(formation.describe_stacks(StackName="integrator")["Stacks"][0]["StackStatus"])
    return "" if status.endswith("_IN_PROGRESS") else status


@pytest.mark.parametrize("subscribed", [subscribed_by_the_rule, subscribed_by_the_template])
def test_an_integrators_rule_receives_what_the_published_schema_describes(platform: Platform, subscribed: Any) -> None:
    theirs, others = Organization(platform), Organization(platform)
    with subscribed(platform, theirs.id) as queue:
        others.complete_a_task()
        task = theirs.complete_a_task()
        event = received(platform, queue)
        assert (event["type"], event["tenantid"], event["aggregateid"]) == (COMPLETED, theirs.id, task)
        schema = OverHttp(platform).call("GET", event["dataschema"]).expect(200)
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(event)
        published = json.loads((ROOT / "layers/onetick/python/onetick/system/event_schemas.json").read_text())
        assert schema == published[COMPLETED]["1"]
        assert waiting(platform, queue) == [], "nothing of others, and nothing else"


def received(platform: Platform, queue: str) -> Any:
    """The event of the first message that arrives."""
    [message] = eventually(lambda: waiting(platform, queue))
    return json.loads(message["Body"])["detail"]


def waiting(platform: Platform, queue: str) -> Any:
    return platform.client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages", [])


@pytest.fixture(params=["curl", "what stands in for it where there is none"])
def nothing_but_curl_and_python(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder with the two programs that the page asks for."""
    found = shutil.which("curl") if request.param == "curl" else None
    (tmp_path / "curl").symlink_to(found or Path(__file__).with_name("curl.py"))
    (tmp_path / "python3").symlink_to(sys.executable)
    return tmp_path


def test_the_first_steps_with_the_api_go_as_printed(platform: Platform, nothing_but_curl_and_python: Path) -> None:
    script = block("use-the-api.md", "sh").replace("http://127.0.0.1:8000", platform.url)
    script = script.replace("ann@example.com", f"ann.{new_ulid().lower()}@example.com")
    environment = {"PATH": str(nothing_but_curl_and_python), "HOME": os.environ.get("HOME", "/")}
    bash = shutil.which("bash")
    assert bash, "the page's shell is bash"
    command = [bash, "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert {"To do", "In progress", "Done"} <= {*said}
    assert said[-1] == "pending"
    wanted = ["in_progress", "Draft is on its way.", "onetick.comment.created.v1", "onetick.task.status_changed.v1"]
    assert [line for line in said if line in wanted] == wanted
