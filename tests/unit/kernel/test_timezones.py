"""Which names are time zones."""

from zoneinfo import ZoneInfo

import pytest

from onetick.kernel import timezones


def test_every_name_is_one_that_the_standard_library_finds() -> None:
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} <= timezones.names()
    for name in timezones.names():
        ZoneInfo(timezones.known(name))


@pytest.mark.parametrize(
    "name", ["", "Europe", "europe/berlin", "../etc/passwd", "/etc/localtime", "UTC\n", "localtime"]
)
def test_nothing_else_is(name: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        timezones.known(name)
