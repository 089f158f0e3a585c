"""The unit of work: what a use case reads, writes and tells through, and one commit for all of it.

`unit` is the whole of it; `reading` and `writing` are its two sides, `committing` sends what they came to,
`allowance` is what the entry declared that it may do.
"""

from .unit import MAX_ITEMS, Lost, Recorded, Refused, Work, pause_before

__all__ = ["MAX_ITEMS", "Lost", "Recorded", "Refused", "Work", "pause_before"]
