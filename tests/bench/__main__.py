"""Print what routes cost at growing sizes, the cold start, and what a large import costs.

python -m tests.bench [SIZE ...]      by default 1,000, 10,000 and 100,000 tasks, each in a tenant of its own
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median, quantiles

os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_REGION="eu-central-1",
    POWERTOOLS_LOG_LEVEL="CRITICAL",
    ONETICK_PREFIX="onetick-bench",
)

from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.requests import rate
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import runtime, use
from tests.service import running

from . import cold, importing, warm
from .emulator import emulator
from .pricing import PricedTables
from .replaying import Overhearing, player
from .seeding import fill, prepare

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    for name, limit in rate.LIMITS.items():
        # What is measured is a request, not how many are allowed in a minute, nor the few that renew a lease.
        rate.LIMITS[name] = rate.Limit(limit.name, 10_000_000, 1_000_000)
    rate.LEASE_SECONDS = 24 * 3600
    with emulator() as address:
        grounds, limiter = _observe(address, sizes)
        colds = cold.measure()
    _print_warm(sizes, grounds, _replay(grounds, limiter))
    _print_cold(colds)
    _print_import(importing.measure())


def _observe(address: str, sizes: Sequence[int]) -> tuple[list[Mapping[str, warm.Cost]], Limiter]:
    overhearing = Overhearing(address)
    tables = PricedTables(transport=overhearing.service.call)
    with running(tables) as service:
        grounds = []
        for size in sizes:
            ground = prepare(service)
            fill(tables, ground, size)
            grounds.append(warm.observe(service, ground, overhearing))
            print(f"{size:,} tasks: observed on the emulator", file=sys.stderr, flush=True)
        return grounds, runtime().limiter


def _replay(grounds: Sequence[Mapping[str, warm.Cost]], limiter: Limiter) -> Mapping[str, Sequence[Sequence[float]]]:
    with player() as playing:
        tables = DynamoTables(transport=playing.service.call)
        with running(tables), use(replace(runtime(), limiter=limiter)):
            # The smallest once more: how much the same differs from itself.
            return warm.replay(playing, [*grounds, grounds[0]])


def _print_warm(
    sizes: Sequence[int],
    grounds: Sequence[Mapping[str, warm.Cost]],
    cpu: Mapping[str, Sequence[Sequence[float]]],
) -> None:
    for place, (size, costs) in enumerate(zip(sizes, grounds, strict=True)):
        print(f"\n{size:,} tasks in the project")
        print(f"  {'route':<28}{'calls':>7}{'RCU':>8}{'WCU':>8}{'bytes':>9}{'CPU ms':>9}{'ms':>10}")
        for name, cost in costs.items():
            figures = f"{cost.calls:>7.1f}{cost.read_units:>8.1f}{cost.write_units:>8.1f}{cost.answered:>9,}"
            print(f"  {name:<28}{figures}{median(cpu[name][place]):>9.2f}{cost.latency_ms:>10.2f}")
    print(f"\nCPU as a multiple of that with {sizes[0]:,} tasks: median of the rounds, and their middle half")
    print(f"  {'route':<28}{f'{sizes[0]:,} again':>18}" + "".join(f"{size:>18,}" for size in sizes[1:]))
    for name, (first, *others, again) in cpu.items():
        print(f"  {name:<28}" + "".join(f"{_multiple(other, first):>18}" for other in (again, *others)))


def _multiple(of: Sequence[float], to: Sequence[float]) -> str:
    """How many times as much, round by round."""
    low, middle, high = quantiles([one / other for one, other in zip(of, to, strict=True)], n=4)
    return f"{middle:.2f} ({low:.2f}-{high:.2f})"


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
