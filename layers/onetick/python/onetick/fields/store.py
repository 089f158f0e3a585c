"""How custom fields are read."""

from onetick.kernel.patterns import Pattern

from .model import CustomField, FieldUse

FIELDS = Pattern(
    "The custom fields of a workspace, oldest first",
    CustomField,
    pk="{org_id}#wsp#{workspace_id}#fields",
    prefix="fld_",
)
USES = Pattern("The projects that use a custom field", FieldUse, pk="{org_id}#fld#{field_id}", prefix="prj_")
