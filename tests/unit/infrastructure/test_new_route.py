"""A new route starts as three files: a declaration, a use case, and a test that fails until they are filled in."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra import new_route

ASKED = ("tasks", "archive_task", "POST", "/v1/workspaces/{workspace_id}/tasks/{task_id}/archive", "task:edit")


def test_it_writes_declaration_use_case_and_test(tmp_path: Path) -> None:
    new_route.write(tmp_path, new_route.files(*ASKED))
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.py") if path.name != "__init__.py"}
    assert written == {
        "functions/tasks/archive_task.py",
        "layers/onetick/python/onetick/tasks/archive_task.py",
        "tests/unit/tasks/test_archive_task.py",
    }
    assert (tmp_path / "functions" / "tasks" / "__init__.py").exists()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_it_writes_passes_the_linter(tmp_path: Path, method: str) -> None:
    new_route.write(tmp_path, new_route.files("tasks", "archive_task", method, *ASKED[3:]))
    settings = Path(__file__).parents[3] / "pyproject.toml"
    ruff = Path(sys.executable).parent / "ruff"
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--config", settings, "--no-cache", tmp_path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_declaration_says_what_was_asked_for(tmp_path: Path) -> None:
    text = new_route.files(*ASKED)[Path("functions/tasks/archive_task.py")]
    for part in ('"POST"', f'"{ASKED[3]}"', 'can="task:edit"', 'endpoint="C"', "emits=[]", '"""Archive task."""'):
        assert part in text
    assert "emits" not in new_route.files("tasks", "read_task", "GET", *ASKED[3:])[Path("functions/tasks/read_task.py")]


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, "Tasks"),
        (0, ""),
        (1, "archive"),
        (1, "archive-task"),
        (2, "FETCH"),
        (3, "tasks"),
        (3, "/v2/tasks"),
        (4, "all"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(place: int, wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [wrong if index == place else value for index, value in enumerate(ASKED)]
    assert new_route.main(asked) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    wanted = new_route.files(*ASKED)
    new_route.write(tmp_path, wanted)
    with pytest.raises(new_route.Refusal, match="exists already"):
        new_route.write(tmp_path, wanted)
