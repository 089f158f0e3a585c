"""Add and change the options of a select field.

An option is never removed, because tasks may have it: archived, it stays with them.
"""

from dataclasses import replace

from onetick.kernel.ids import new_id
from onetick.kernel.problems import Fault, NotFound, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work

from .model import MAX_OPTIONS, SELECTS, CustomField, Option
from .schemas import AddedOption, OptionChanges
from .update_custom_field import change


def add_option(work: Work, field: CustomField, new: AddedOption) -> CustomField:
    """The field with one more option.

    Raises Unprocessable for a field without options, a name that is taken or an unknown neighbour,
    QuotaExceeded when there are too many.
    """
    if field.type not in SELECTS:
        raise Unprocessable(f"A field of type {field.type} has no options.")
    if len(field.options) >= MAX_OPTIONS:
        raise QuotaExceeded(f"A field has at most {MAX_OPTIONS} options, archived ones included.")
    _require_free(field, new.name)
    option = Option(id=new_id("opt"), name=new.name, color=new.color)
    return change(work, field, _placed(replace(field, options=(*field.options, option)), option, new.before_id))


def update_option(work: Work, field: CustomField, option_id: str, changes: OptionChanges) -> CustomField:
    """The field with an option renamed, recoloured, archived, brought back or moved.

    Raises NotFound for no option of the field, Unprocessable as for adding one.
    """
    option = field.option(option_id)
    if option is None:
        raise NotFound()
    given = changes.given
    moves, before_id = "before_id" in given, given.pop("before_id", None)
    changed = replace(option, **given)
    if changed.name.casefold() != option.name.casefold():
        _require_free(field, changed.name)
    after = replace(field, options=tuple(changed if one.id == option_id else one for one in field.options))
    return change(work, field, _placed(after, changed, before_id) if moves else after)


def _placed(field: CustomField, option: Option, before_id: str | None) -> CustomField:
    others = [one for one in field.options if one.id != option.id]
    ids = [one.id for one in others]
    if before_id is not None and before_id not in ids:
        fault = Fault("/before_id", "unknown", "must be another option of the field")
        raise Unprocessable("There is no such other option.", errors=[fault])
    place = ids.index(before_id) if before_id is not None else len(others)
    return replace(field, options=(*others[:place], option, *others[place:]))


def _require_free(field: CustomField, name: str) -> None:
    if any(one.name.casefold() == name.casefold() for one in field.options):
        fault = Fault("/name", "duplicate", "is the name of another option, perhaps an archived one")
        raise Unprocessable("Options are told apart by their names.", errors=[fault])
