"""Key templates build keys that parse back, and never the same key from different parts."""

import string
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onetick.kernel.keys import KeyTemplate, fingerprint

VALUES = st.text(st.characters(exclude_characters="#", exclude_categories=("Cc", "Cs")), max_size=20)
LITERALS = st.text(string.ascii_lowercase, min_size=1, max_size=6)


@st.composite
def templates(draw: st.DrawFn) -> KeyTemplate:
    """A template of literals and distinct parts, `#` between them."""
    names = draw(st.lists(st.sampled_from(["org_id", "project_id", "id", "rank"]), min_size=1, unique=True))
    segments = [f"{{{name}}}" for name in names] + draw(st.lists(LITERALS, max_size=3))
    return KeyTemplate("#".join(draw(st.permutations(segments))))


@given(template=templates(), data=st.data())
def test_a_key_gives_back_the_parts_it_was_built_from(template: KeyTemplate, data: st.DataObject) -> None:
    parts = {name: data.draw(VALUES) for name in template.fields}
    assert template.parse(template.build(parts)) == parts


@given(template=templates(), data=st.data())
def test_different_parts_never_give_the_same_key(template: KeyTemplate, data: st.DataObject) -> None:
    one, two = ({name: data.draw(VALUES) for name in template.fields} for _ in range(2))
    assume(one != two)
    assert template.build(one) != template.build(two)


@given(template=templates(), data=st.data(), bad=st.sampled_from(["#", "\0", "\n", "\x1f"]))
def test_a_part_with_a_separator_or_control_character_is_refused(
    template: KeyTemplate, data: st.DataObject, bad: str
) -> None:
    parts = {name: data.draw(VALUES) for name in template.fields}
    spoiled = data.draw(st.sampled_from(template.fields))
    parts[spoiled] = parts[spoiled] + bad + data.draw(VALUES)
    with pytest.raises(ValueError, match=spoiled):
        template.build(parts)


@given(template=templates(), data=st.data())
def test_a_thing_has_the_key_of_its_attributes(template: KeyTemplate, data: st.DataObject) -> None:
    parts = {name: data.draw(VALUES) for name in template.fields}
    thing = SimpleNamespace(**parts)
    assert template.build_of(thing) == template.build(parts)
    assert template.known_of(thing) == template.build_of(thing)
    setattr(thing, template.fields[0], None)
    assert template.known_of(thing) is None


def test_a_missing_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        KeyTemplate("{org_id}#{id}").build({"org_id": "org_1"})


@pytest.mark.parametrize("text", ["", "org_1", "org_1#tsk", "org_1#prj#x", "org_1#tsk#x#y", " org_1#tsk#x#"])
def test_a_foreign_key_does_not_parse(text: str) -> None:
    with pytest.raises(ValueError, match="does not match"):
        KeyTemplate("{org_id}#tsk#{id}").parse(text)


@given(one=st.lists(st.text(), max_size=4), two=st.lists(st.text(), max_size=4))
def test_different_lists_of_texts_have_different_fingerprints(one: list[str], two: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*two)) == (one == two)
