"""Write the three files of a new route: its declaration, its use case, and a test that fails until it is written.

make new-route AREA=tasks NAME=archive_task METHOD=POST ROUTE=/v1/workspaces/{workspace_id}/tasks/{task_id}/archive
CAN=task:edit
"""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent

_NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+")
_AREA = re.compile(r"[a-z][a-z_]*")
_PATH = re.compile(r"(/v1|/\.well-known)(/([a-z0-9._-]+|\{[a-z_]+\}))+")
_CAN = re.compile(r"[a-z_]+:[a-z_]+")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Refusal(Exception):
    """What is wrong with what was asked for, in one line."""


def files(area: str, name: str, method: str, path: str, can: str) -> Mapping[Path, str]:
    """The text of each file by its place. Raises Refusal for names that do not fit."""
    _refuse_misfits(area, name, method, path, can)
    sentence = name.replace("_", " ").capitalize()
    filled = {"area": area, "name": name, "method": method, "path": path, "can": can, "sentence": sentence}
    filled["endpoint"] = "A" if method == "GET" else "C"
    filled["writes"] = "" if method == "GET" else "    emits=[],\n"
    filled["called"] = _called(path)
    return {
        Path("functions", area, f"{name}.py"): _HANDLER.format(**filled),
        Path("layers/onetick/python/onetick", area, f"{name}.py"): _USE_CASE.format(**filled),
        Path("tests/unit", area, f"test_{name}.py"): _TEST.format(**filled),
    }


def _called(path: str) -> str:
    """The path as the test calls it: the organization and workspace of its team, anything else by its name."""
    known = re.sub(r"\{(workspace_id|organization_id)\}", r"{team.\1}", path)
    written = re.sub(r"\{(\w+)\}", r"\1", known)
    return f'f"{written}"' if "{" in written else f'"{written}"'


def _refuse_misfits(area: str, name: str, method: str, path: str, can: str) -> None:
    checks = {
        "AREA must be a folder's name, such as tasks": _AREA.fullmatch(area),
        "NAME must be a verb and a noun, such as archive_task": _NAME.fullmatch(name),
        f"METHOD must be one of {', '.join(_METHODS)}": method in _METHODS,
        "ROUTE must be a path such as /v1/workspaces/{workspace_id}/tasks": _PATH.fullmatch(path),
        "CAN must be a permission such as task:edit": _CAN.fullmatch(can),
    }
    for sentence, fits in checks.items():
        if not fits:
            raise Refusal(f"{sentence}.")


def write(root: Path, wanted: Mapping[Path, str]) -> None:
    """Write all of them, with the packages they need, or none. Raises Refusal when one is there already."""
    present = [path for path in wanted if (root / path).exists()]
    if present:
        raise Refusal(f"{present[0]} exists already.")
    for path, text in wanted.items():
        folder = (root / path).parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
        (root / path).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """The command line: area, name, method, path and permission."""
    try:
        wanted = files(*arguments)
        write(ROOT, wanted)
    except Refusal as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return 1
    for path in wanted:
        print(path)
    print("Fill them in, then run `make generate` and `make test`.")
    return 0


_HANDLER = '''"""The route {method} {path}"""

from onetick.kernel.entry import route
from onetick.kernel.work import Work
from onetick.{area}.{name} import {name}


@route(
    "{method}",
    "{path}",
    can="{can}",
    endpoint="{endpoint}",
{writes})
def handler(work: Work) -> None:
    """{sentence}."""
    {name}(work)
'''

_USE_CASE = '''"""{sentence}."""

from onetick.kernel.work import Work


def {name}(work: Work) -> None:
    """{sentence}; say what it raises."""
    raise NotImplementedError
'''

_TEST = '''"""{sentence}."""

from tests.service import Team


def test_{name}_does_what_its_name_says(team: Team) -> None:
    answer = team.owner.call("{method}", {called})
    assert answer.status < 300, "say here what {name} promises, then build it"
'''


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
