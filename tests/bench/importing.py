"""An import of 10,000 rows: how fast it is, and what it costs.

Measured on tables in memory, which count calls and units as DynamoDB charges them; what DynamoDB takes to answer is
added at a few milliseconds a call. Dollars are AWS's published prices on demand in us-east-1, since November 2024:
DynamoDB 0.625 for a million write units and 0.125 for a million read units
(https://aws.amazon.com/dynamodb/pricing/on-demand/), Lambda on arm64 0.0000133334 for a GB-second
(https://aws.amazon.com/lambda/pricing/).
"""

from collections import defaultdict
from dataclasses import dataclass

from tests.importing import Step, applied, table_of
from tests.service import a_team, running

ROWS = 10_000
MEMORY_GB = 1.769
MILLISECONDS_OF_CALL = 6
"""What a call to DynamoDB takes within a region: a guess that is on the safe side for a read."""
DOLLARS_OF_WRITE, DOLLARS_OF_READ, DOLLARS_OF_GB_SECOND = 0.625e-6, 0.125e-6, 0.0000133334


@dataclass(frozen=True, slots=True)
class Bill:
    """The steps of one stage, added up; `seconds` has the time that DynamoDB takes in it."""

    stage: str
    steps: int
    seconds: float
    longest: float
    calls: int
    read_units: float
    write_units: float

    @property
    def dollars(self) -> float:
        """What DynamoDB and Lambda charge."""
        tables = self.write_units * DOLLARS_OF_WRITE + self.read_units * DOLLARS_OF_READ
        return tables + self.seconds * MEMORY_GB * DOLLARS_OF_GB_SECOND


def measure(rows: int = ROWS) -> list[Bill]:
    """A bill for each stage, and one for the whole."""
    stages: defaultdict[str, list[Step]] = defaultdict(list)
    with running() as service:
        for step in applied(service, a_team(service), table_of(rows)):
            stages[step.stage].append(step)
    every = [step for steps in stages.values() for step in steps]
    return [*(bill(stage, steps) for stage, steps in stages.items()), bill("all", every)]


def bill(stage: str, steps: list[Step]) -> Bill:
    """The bill of some steps."""
    seconds = [step.seconds + step.calls * MILLISECONDS_OF_CALL / 1e3 for step in steps]
    return Bill(
        stage,
        len(steps),
        sum(seconds),
        max(seconds),
        sum(step.calls for step in steps),
        sum(step.read_units for step in steps),
        sum(step.write_units for step in steps),
    )
