"""A project that is made after another has fields that work as those of the other do."""

from .bench import Bench


def test_formulas_and_rollups_of_a_copied_project_stand_on_the_copys_own_fields(bench: Bench) -> None:
    here = {"project_id": bench.project["id"]}
    cost = bench.define("number", "Cost", **here)
    double = bench.define("formula", "Double", expression=f"{{{cost['id']}}} * 2", **here)
    total = bench.define("rollup", "Total", function="sum", source=double["id"], **here)
    # Shown first, though it stands on another.
    bench.use(total, before_id=cost["id"])
    bench.use(bench.define("text", "Gone", **here))
    bench.ann.delete(f"{bench.fields}/{bench.used()[-1]['field']['id']}").expect(204)
    bench.service.deliver(rounds=30)
    bench.task({cost["id"]: 3})
    copied = bench.ann.post(f"{bench.p}/duplicate", {"name": "Copy", "key": "COP"}).expect(202)
    bench.service.deliver(rounds=40)
    copy = Bench(bench.team, {"id": copied["result"]["project_id"]})
    fields = {row["field"]["name"]: row["field"] for row in copy.used()}
    assert fields.keys() == {"Cost", "Double", "Total"}
    assert fields["Double"]["expression"] == f"{{{fields['Cost']['id']}}} * 2"
    assert fields["Total"]["source"] == fields["Double"]["id"]
    parent = copy.task()
    child = copy.task({fields["Cost"]["id"]: 4}, parent_id=parent["id"])
    assert child["custom_fields"][fields["Double"]["id"]] == 8
    bench.service.deliver(rounds=30)
    assert copy.values(parent) == {fields["Total"]["id"]: 8}
    circular = bench.ann.patch(
        f"{bench.fields}/{fields['Double']['id']}", {"expression": f"{{{fields['Total']['id']}}}"}
    )
    assert circular.status == 422, "the copies are known to stand on each other"
