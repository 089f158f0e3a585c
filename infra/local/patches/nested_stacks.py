"""Defect: updating a nested stack fails as soon as one of its resources did not change.

The nested update calls `_update_resource` without the resource's present attributes; for an unchanged
resource that answers no attributes at all, and the next `Fn::GetAtt` of it fails with "Requested
attribute Arn does not exist in schema", which leaves the stack in UPDATE_ROLLBACK_FAILED.

Mended by looking the attributes up in the stack's own record.
"""

from typing import Any


def apply() -> None:
    """Patch the provisioners; the top-level update, which passes the attributes, is not changed."""
    from ministack.services import cloudformation
    from ministack.services.cloudformation import provisioners

    original = provisioners._update_resource

    def update_resource(
        resource_type: str,
        physical_id: str,
        old: dict[str, Any],
        new: dict[str, Any],
        stack: str,
        logical_id: str | None = None,
        attributes: dict[str, Any] | None = None,
    ) -> Any:
        if attributes is None:
            record = (cloudformation._stacks.get(stack) or {}).get("_resources", {}).get(logical_id) or {}
            attributes = record.get("Attributes")
        return original(resource_type, physical_id, old, new, stack, logical_id, attributes)

    provisioners._update_resource = update_resource
