"""Routes that will go: what each of their answers says about it."""

from datetime import UTC, date, datetime

from ..entry import Deprecation


def deprecation_headers(leaving: Deprecation | None) -> dict[str, str]:
    """The headers `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link`; none of a route that stays."""
    if leaving is None:
        return {}
    from email.utils import format_datetime

    announced, ends = (_midnight(day) for day in (leaving.announced, leaving.ends))
    return {
        "Deprecation": f"@{int(announced.timestamp())}",
        "Sunset": format_datetime(ends, usegmt=True),
        "Link": f'<{leaving.link}>; rel="deprecation"',
    }


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
