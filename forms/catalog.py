"""The catalogue of papers: reads every TOML below forms/catalog (and extra folders) once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from forms.errors import SpecError
from forms.facts_schema import FactsSchema, load_schema
from forms.spec import FormSpec
from forms.spec_reader import parse_toml, read_form


class Catalog:
    """The papers by id and by set."""

    def __init__(self, specs: Iterable[FormSpec], schema: FactsSchema) -> None:
        self.schema = schema
        self._specs: dict[str, FormSpec] = {}
        for spec in specs:
            other = self._specs.get(spec.id)
            if other is not None:
                raise SpecError(f"{spec.file}: id {spec.id} is taken by {other.file}")
            self._specs[spec.id] = spec

    def spec(self, form_id: str) -> FormSpec:
        """Return one paper; SpecError when the id is unknown."""
        if form_id not in self._specs:
            raise SpecError(f"没有名为 {form_id} 的文书")
        return self._specs[form_id]

    def ids(self) -> list[str]:
        """Return all ids in the order of the files."""
        return list(self._specs)

    def set(self, name: str) -> list[FormSpec]:
        """Return the papers of a stage set; SpecError when no paper belongs to it."""
        found = [spec for spec in self._specs.values() if name in spec.sets]
        if not found:
            raise SpecError(f"没有名为 {name} 的文书组")
        return found

    def sets(self) -> list[str]:
        """Return the names of all sets."""
        return list(dict.fromkeys(name for spec in self._specs.values() for name in spec.sets))


def load_catalog(extra: Sequence[Path] = (), schema: FactsSchema | None = None) -> Catalog:
    """Read the bundled papers and those of extra folders; SpecError names file and place."""
    bundled = Path(__file__).with_name("catalog")
    used = schema or load_schema()
    specs: list[FormSpec] = []
    shared: dict[str, list[dict[str, Any]]] = {}
    for folder in (bundled, *extra):
        shared = {**shared, **_shared(folder / "_shared.toml")}
        specs.extend(_folder(folder, used, shared))
    return Catalog(specs, used)


def _shared(file: Path) -> dict[str, list[dict[str, Any]]]:
    if not file.exists():
        return {}
    data = parse_toml(file.read_text(encoding="utf-8"), file.name)
    for name, blocks in data.items():
        if not isinstance(blocks, list) or not all(isinstance(b, dict) for b in blocks):
            raise SpecError(f"{file.name}: {name} is not a list of blocks")
    return data


def _folder(
    folder: Path, schema: FactsSchema, shared: dict[str, list[dict[str, Any]]]
) -> Iterable[FormSpec]:
    for file in sorted(folder.rglob("*.toml")):
        if file.name.startswith("_"):
            continue
        stage = "" if file.parent == folder else file.parent.name
        name = f"{stage}/{file.name}" if stage else file.name
        spec = read_form(file.read_text(encoding="utf-8"), name, stage, schema, shared)
        if spec.id != file.stem:
            raise SpecError(f"{name}: id {spec.id} differs from the file name")
        yield spec


if __name__ == "__main__":
    load_catalog()
