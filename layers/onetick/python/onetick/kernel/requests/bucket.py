"""Token buckets as one number: the moment at which the bucket will be full again.

A bucket that holds `tokens` of `capacity` at `now` is full at `now + (capacity - tokens) / rate`.
Taking tokens moves that moment into the future; the bucket is too empty when it would move further
than a whole refill away. One number means one conditional update, with no read before it. Times are
whole microseconds, so every implementation computes the same.
"""

from dataclasses import dataclass

_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """Taking some tokens from a bucket at a moment. All times are in microseconds."""

    now: int
    cost: int
    """How far taking the tokens moves the moment at which the bucket is full."""
    refill: int
    """How long an empty bucket takes to fill."""

    @classmethod
    def of(cls, *, tokens: int, capacity: int, per_second: float, now: float) -> "Spending":
        """`now` is in Unix seconds. Raises ValueError for negative tokens, and for no capacity or rate."""
        if capacity <= 0 or per_second <= 0 or tokens < 0:
            raise ValueError("a bucket needs a positive capacity and rate, and cannot be given tokens")
        return cls(
            now=round(now * _SECOND),
            cost=round(tokens * _SECOND / per_second),
            refill=round(capacity * _SECOND / per_second),
        )

    @property
    def latest(self) -> int:
        """The tokens can be taken when the bucket is full at this moment or earlier."""
        return self.now + self.refill - self.cost

    @property
    def possible(self) -> bool:
        """Whether a full bucket would do."""
        return self.cost <= self.refill

    @property
    def expires(self) -> int:
        """Unix seconds after which the bucket is full, and its item says nothing."""
        return (self.now + self.refill) // _SECOND + 1

    def after(self, full_at: int | None) -> int | None:
        """The moment at which the bucket is full once the tokens are taken; None when there are too few."""
        full_at = self.now if full_at is None else max(full_at, self.now)
        return full_at + self.cost if full_at <= self.latest else None

    def remaining(self, full_at: int, capacity: int) -> float:
        """The tokens in a bucket that is full at `full_at`."""
        return capacity * (1 - (full_at - self.now) / self.refill)
