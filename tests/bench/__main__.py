"""Print what routes cost at growing sizes, the cold start, and what a large import costs.

python -m tests.bench [SIZE ...]      by default 1,000, 10,000 and 100,000 tasks in one project
"""

import os
import sys

os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_REGION="eu-central-1",
    POWERTOOLS_LOG_LEVEL="CRITICAL",
    ONETICK_PREFIX="onetick-bench",
)

from onetick.kernel import rate
from tests.service import running

from . import cold, importing, warm
from .emulator import emulator
from .pricing import PricedTables
from .seeding import fill, prepare

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    for name, limit in rate.LIMITS.items():
        # What is measured is a request, not how many are allowed in a minute.
        rate.LIMITS[name] = rate.Limit(limit.name, 10_000_000, 1_000_000)
    with emulator():
        tables = PricedTables()
        with running(tables) as service:
            ground = prepare(service)
            already = 0
            for size in sizes:
                fill(tables, ground, already=already, until=size)
                already = size
                _print_warm(size, warm.measure(service, ground))
        _print_cold(cold.measure())
    _print_import(importing.measure())


def _print_warm(size: int, costs: list[warm.Cost]) -> None:
    print(f"\n{size:,} tasks in the project")
    print(f"  {'route':<28}{'calls':>7}{'RCU':>8}{'WCU':>8}{'CPU ms':>9}{'ms':>8}")
    for cost in costs:
        figures = f"{cost.calls:>7.1f}{cost.read_units:>8.1f}{cost.write_units:>8.1f}"
        print(f"  {cost.name:<28}{figures}{cost.cpu_ms:>9.2f}{cost.latency_ms:>8.2f}", flush=True)


def _print_cold(measured: list[tuple[str, float, float]]) -> None:
    print("\ncold start: import and first request, CPU in a fresh interpreter")
    for name, milliseconds, ratio in measured:
        print(f"  {name:<28}{milliseconds:>8.0f} ms{ratio:>7.2f}")


def _print_import(bills: list[importing.Bill]) -> None:
    rate = importing.ROWS / bills[-1].seconds
    print(f"\nimport of {importing.ROWS:,} rows: {rate:,.0f} a second, {bills[-1].dollars:.4f} dollars")
    print(f"  {'stage':<14}{'steps':>7}{'s':>9}{'longest s':>11}{'calls':>8}{'RCU':>10}{'WCU':>10}{'dollars':>10}")
    for one in bills:
        figures = f"{one.calls:>8}{one.read_units:>10,.0f}{one.write_units:>10,.0f}{one.dollars:>10.4f}"
        print(f"  {one.stage:<14}{one.steps:>7}{one.seconds:>9.1f}{one.longest:>11.2f}{figures}")


if __name__ == "__main__":
    main()
