"""Large files: however many rows there are, a step costs the same."""

import statistics

import pytest

from tests.importing import Step, applied, table_of
from tests.service import Service, Team

MAX_SECONDS = 60
"""A Lambda has 15 minutes, and must hand over long before."""


@pytest.mark.parametrize("rows", [3_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_step_of_a_large_import_costs_the_same_at_its_end_as_at_its_beginning(
    service: Service, team: Team, rows: int
) -> None:
    steps = list(applied(service, team, table_of(rows)))
    assert max(step.seconds for step in steps) < MAX_SECONDS
    making = [step for step in steps if step.stage == "tasks"]
    first, last = making[1 : len(making) // 10], making[-len(making) // 10 : -1]
    for figure in ("calls", "read_units", "write_units", "job_bytes"):
        early, late = (statistics.mean(getattr(step, figure) for step in some) for some in (first, last))
        assert late <= early * 1.1 + 0.5, figure
    assert _cpu(last) <= _cpu(first) * 3 + 0.05
    assert max(step.calls for step in making) <= 8
    assert max(step.job_bytes for step in steps) < 8_000
    assert len(steps) < rows / 5 + 100


def _cpu(steps: list[Step]) -> float:
    return statistics.median(step.cpu for step in steps)
