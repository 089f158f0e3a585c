"""Tasks are filtered by their custom fields, in every list and with every operator."""

from urllib.parse import quote

import pytest

from .bench import Bench


def found(bench: Bench, query: str) -> str:
    """The titles of the tasks that a filter finds, in order of their making."""
    path = f"{bench.team.w}/tasks?filter[project_id]={bench.project['id']}&sort=created_at&{query}"
    return "".join(row["title"] for row in bench.ann.get(path).expect(200)["data"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("filter[F]=2", "b"),
        ("filter[F][eq]=2.0", "b"),
        ("filter[F][ne]=2", "acd"),
        ("filter[F][in]=1,3.5", "ac"),
        ("filter[F][nin]=1,3.5", "bd"),
        ("filter[F][lt]=2", "a"),
        ("filter[F][lte]=2", "ab"),
        ("filter[F][gt]=2", "c"),
        ("filter[F][gte]=2&filter[F][lt]=3", "b"),
        ("filter[F][between]=2,4", "bc"),
        ("filter[F][is_null]=true", "d"),
        ("filter[F][is_null]=false", "abc"),
        ("filter[F][gte]=much", ""),
        ("filter[F][contains]=2", ""),
    ],
)
def test_numbers_are_compared_as_numbers(bench: Bench, query: str, titles: str) -> None:
    field = bench.field("number")
    for title, value in (("a", 1), ("b", 2), ("c", 3.5), ("d", None)):
        bench.task({field["id"]: value}, title=title)
    assert found(bench, query.replace("F", field["id"])) == titles


def test_texts_times_and_ticks_are_compared_as_what_they_are(bench: Bench) -> None:
    text, day, moment, tick = (bench.field(type, type) for type in ("text", "date", "datetime", "checkbox"))
    values = {
        text["id"]: "Acme & Söhne",
        day["id"]: "2030-01-31",
        moment["id"]: "2030-01-31T09:00:00Z",
        tick["id"]: True,
    }
    bench.task(values, title="a")
    bench.task({text["id"]: "Other", day["id"]: "2030-02-01", tick["id"]: False}, title="b")
    assert found(bench, f"filter[{text['id']}][contains]=SÖHNE") == "a"
    assert found(bench, f"filter[{text['id']}]={quote('Acme & Söhne')}") == "a"
    assert found(bench, f"filter[{day['id']}][gt]=2030-01-31") == "b"
    assert found(bench, f"filter[{moment['id']}]={quote('2030-01-31T10:00:00+01:00')}") == "a"
    assert found(bench, f"filter[{moment['id']}][lt]=2030-01-31T09:00:00Z") == ""
    assert found(bench, f"filter[{tick['id']}]=false") == "b"


def test_choices_are_found_by_their_ids(bench: Bench) -> None:
    single, ids = bench.select("Low", "High", name="Level")
    several, colours = bench.select("Red", "Green", name="Colours", type="multi_select")
    bench.task({single["id"]: "Low", several["id"]: ["Red", "Green"]}, title="a")
    bench.task({single["id"]: "High", several["id"]: ["Green"]}, title="b")
    assert found(bench, f"filter[{single['id']}]={ids['Low']}") == "a"
    assert found(bench, f"filter[{single['id']}][in]={ids['Low']},{ids['High']}") == "ab"
    assert found(bench, f"filter[{several['id']}]={colours['Red']}") == "a"
    assert found(bench, f"filter[{several['id']}][contains]={colours['Green']}") == "ab"


def test_formulas_are_filtered_and_failures_count_as_none(bench: Bench) -> None:
    number = bench.field("number", "Number")
    share = bench.field("formula", "Share", expression=f"12 / {{{number['id']}}}")
    for title, value in (("a", 0), ("b", 3), ("c", 6)):
        bench.task({number["id"]: value}, title=title)
    assert found(bench, f"filter[{share['id']}][gte]=3") == "b"
    assert found(bench, f"filter[{share['id']}][is_null]=true") == "a"


def test_pages_under_a_filter_are_walked_whole_and_bound_to_it(bench: Bench) -> None:
    field = bench.field("number")
    for number in range(7):
        bench.task({field["id"]: number % 2}, title=str(number))
    path = f"{bench.team.w}/tasks?filter[project_id]={bench.project['id']}&filter[{field['id']}]=1&limit=2"
    walked, cursor = [], ""
    while True:
        page = bench.ann.get(f"{path}{cursor}").expect(200)
        walked += [row["title"] for row in page["data"]]
        if page["page"]["next_cursor"] is None:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert sorted(walked) == ["1", "3", "5"]
    assert cursor
    other = path.replace("=1&limit", "=0&limit")
    assert bench.ann.get(f"{other}{cursor}").expect(400)["code"] == "cursor_mismatch"


def test_what_is_no_filter_is_refused(bench: Bench) -> None:
    field = bench.field("number")
    for name in (
        f"filter[{field['id']}][near]",
        "filter[fld_1]",
        f"filter[{field['id']}",
        "custom",
        f"[{field['id']}]",
    ):
        answer = bench.ann.get(f"{bench.team.w}/tasks?{quote(name)}=1")
        assert answer.expect(400)["errors"][0]["code"] == "unknown_field", name
    many = "&".join(f"filter[fld_{number:026}]=1" for number in range(11))
    assert bench.ann.get(f"{bench.team.w}/tasks?{many}").status == 400
