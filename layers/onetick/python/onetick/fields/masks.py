"""Masks: what a text must look like, character by character, and nothing that takes more than one look at each.

`A` stands for a letter, `9` for a digit, `*` for either; behind a backslash, and for all others, a
character stands for itself.
"""

from collections.abc import Iterator


def fits_mask(text: str, mask: str) -> bool:
    """Whether a text looks like the mask."""
    places = list(_places(mask))
    return len(text) == len(places) and all(
        _fits(character, *place) for character, place in zip(text, places, strict=True)
    )


def _places(mask: str) -> Iterator[tuple[str, bool]]:
    """Each character of the mask, and whether it stands for itself."""
    characters = iter(mask)
    for character in characters:
        if character == "\\":
            yield next(characters, "\\"), True
        else:
            yield character, character not in "A9*"


def _fits(character: str, wanted: str, literal: bool) -> bool:
    if literal:
        return character == wanted
    return (wanted in "A*" and character.isalpha()) or (wanted in "9*" and character.isascii() and character.isdigit())
