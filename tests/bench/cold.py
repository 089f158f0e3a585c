"""The cold start: importing a route and answering its first request, against importing boto3 and making one client."""

import os
import resource
import subprocess
import sys

RUNS = 9
FLOOR = 'import boto3; boto3.client("dynamodb", region_name="eu-central-1")'
ROUTES = ("tasks.get_task", "tasks.update_task", "tasks.list_tasks", "tasks.create_task", "projects.list_projects")
FIRST_REQUEST = """
from functions.{module} import handler
event = {{
    "httpMethod": handler.method, "path": handler.path, "headers": {{"content-type": "application/json"}},
    "pathParameters": {{"workspace_id": "wsp_1", "task_id": "tsk_1", "project_id": "prj_1"}},
    "requestContext": {{"authorizer": {{"principal": "usr_1", "org": "org_1"}}}},
    "body": '{{"title": "x"}}',
}}
answer = handler(event, None)
assert answer["statusCode"] < 500, answer
"""


def measure() -> list[tuple[str, float, float]]:
    """Each route's CPU in milliseconds, and its ratio to the floor; interleaved, the best of several."""
    programs = {"boto3.client": FLOOR, **{name: FIRST_REQUEST.format(module=name) for name in ROUTES}}
    best = dict.fromkeys(programs, float("inf"))
    for _ in range(RUNS):
        for name, program in programs.items():
            best[name] = min(best[name], _cpu(program))
    floor = best["boto3.client"]
    return [(name, cost * 1e3, cost / floor) for name, cost in best.items()]


def _cpu(program: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
