"""One line per request, which is a log and a metric at once."""

import io
import json
from collections.abc import Iterator

import pytest

from onetick.kernel import telemetry
from onetick.kernel.meter import Usage


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    written = io.StringIO()
    monkeypatch.setattr(telemetry.logger.registered_handler, "stream", written)
    before = telemetry.logger.log_level
    telemetry.logger.setLevel("INFO")
    yield written
    telemetry.logger.setLevel(before)


def observe(status: int = 200) -> None:
    telemetry.observe(
        operation="getTask", endpoint="A", status=status, milliseconds=12.345, usage=Usage(1, 2.0, 0), code=None
    )


def test_a_request_leaves_one_line_with_its_metrics_and_correlation_id(lines: io.StringIO) -> None:
    telemetry.begin("abc", org="org_1")
    observe()
    [line] = [json.loads(text) for text in lines.getvalue().splitlines()]
    assert (line["correlation_id"], line["org"], line["Latency"], line["calls"]) == ("abc", "org_1", 12.35, 1)
    [directive] = line["_aws"]["CloudWatchMetrics"]
    assert all(name in line for name in directive["Dimensions"][0])
    assert all(isinstance(line[metric["Name"]], (int, float)) for metric in directive["Metrics"])


def test_nothing_of_one_request_is_logged_with_the_next(lines: io.StringIO) -> None:
    telemetry.begin("first", org="org_1")
    telemetry.begin("second")
    observe(500)
    [line] = [json.loads(text) for text in lines.getvalue().splitlines()]
    assert "org" not in line
    assert (line["correlation_id"], line["ServerErrors"]) == ("second", 1)
