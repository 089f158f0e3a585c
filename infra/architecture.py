"""The import contract between areas, for import-linter: it holds for an area from its first module on."""

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class AreasContract(Contract):
    """The kernel knows no area, and what is private to an area is imported by that area alone.

    `package` holds the areas, `kernel` is the subpackage they stand on, `private` names the modules
    that only their own area, and the functions of its name, may import.
    """

    # import-linter puts plain values where these fields are declared.
    package: Any = fields.StringField()
    kernel: Any = fields.StringField()
    private: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every import that breaks the contract."""
        broken = sorted(self._broken(graph))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that may not be."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} may not import {imported}")

    def _broken(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for importer in graph.modules:
            for imported in graph.find_modules_directly_imported_by(importer):
                if not self._allowed(importer, imported):
                    yield importer, imported

    def _allowed(self, importer: str, imported: str) -> bool:
        package, kernel = str(self.package), str(self.kernel)
        area = _part(imported, of=package)
        if area is None:
            return True
        if _part(importer, of=package) == kernel:
            return area == kernel
        if imported.split(".")[2:3] not in [[name] for name in self.private]:
            return True
        return area in (_part(importer, of=package), _part(importer, of="functions"))


def _part(module: str, *, of: str) -> str | None:
    """`tasks` for `onetick.tasks.store` of `onetick` and for `functions.tasks.read_task` of `functions`."""
    root, *rest = module.split(".")
    return rest[0] if root == of and rest else None
