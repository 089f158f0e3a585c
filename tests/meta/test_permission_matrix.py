"""The page of permissions says what the policies do."""

import json

import pytest

from infra import permission_matrix
from onetick.kernel.access import PERMISSIONS
from onetick.kernel.access.policies import policies
from tests.policies.cases import FOLDER
from tests.policies.places import BUILT_IN


def test_the_page_is_current() -> None:
    assert permission_matrix.OUT.read_text() == permission_matrix.page(), "run `make docs`"


def test_the_page_has_every_role_permission_and_guard() -> None:
    page = permission_matrix.page()
    assert [role for family in permission_matrix.FAMILIES.values() for role in family] == list(BUILT_IN)
    names = [*PERMISSIONS, *(policy.id for policy in policies().values() if policy.effect == "forbid")]
    assert [name for name in names if f"| `{name}` |" not in page] == []


def test_a_stale_page_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["permission_matrix", "--check"])
    assert permission_matrix.main() == 0
    monkeypatch.setitem(PERMISSIONS, "task:edit", "Change tasks, it is said.")
    assert permission_matrix.main() == 1
    assert "stale" in capsys.readouterr().out


def test_the_matrix_of_the_product_names_the_roles_of_the_page() -> None:
    matrix = json.loads((FOLDER / "matrix.json").read_text())
    for cells in matrix.values():
        assert set(cells) == {*BUILT_IN, "ai_agent"} - {"org_member"}
