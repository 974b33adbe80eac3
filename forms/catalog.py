"""The catalogue of papers: reads every TOML below forms/catalog (and extra folders) once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from forms.errors import SpecError
from forms.reading.facts_reader import load_schema
from forms.reading.facts_schema import FactsSchema
from forms.reading.spec import FormSpec
from forms.reading.spec_reader import Shared, read_form, read_shared
from forms.reading.toml_table import parse_toml


@dataclass(frozen=True)
class Titles:
    """The titles of the sets in the order of the work; `rest` is that of papers of no set."""

    sets: Mapping[str, str] = field(default_factory=dict[str, str])
    rest: str = ""


class Catalog:
    """The papers by id and by set."""

    def __init__(
        self, specs: Iterable[FormSpec], schema: FactsSchema, titles: Titles | None = None
    ) -> None:
        self.schema = schema
        self._titles = titles or Titles()
        self._specs: dict[str, FormSpec] = {}
        self._served: dict[str, FormSpec] = {}
        for spec in specs:
            self._add(spec)

    def _add(self, spec: FormSpec) -> None:
        other = self._specs.setdefault(spec.id, spec)
        if other is not spec:
            raise SpecError(f"{spec.file}: id {spec.id} is taken by {other.file}")
        if not spec.served:
            return
        other = self._served.setdefault(spec.served, spec)
        if other.served_name != spec.served_name:
            raise SpecError(
                f"{spec.file}: {spec.served} is served as {other.served_name} in {other.file}"
            )

    def spec(self, form_id: str) -> FormSpec:
        """Return one paper; SpecError when the id is unknown."""
        if form_id not in self._specs:
            raise SpecError(f"没有名为 {form_id} 的文书")
        return self._specs[form_id]

    def ids(self) -> list[str]:
        """Return all ids in the order of the files."""
        return list(self._specs)

    def set(self, name: str, kind: str = "") -> list[FormSpec]:
        """Return the papers of a stage set, those for a kind of case when one is named.

        SpecError when no paper belongs to the set.
        """
        found = [spec for spec in self._specs.values() if name in spec.sets]
        if not found:
            raise SpecError(f"没有名为 {name} 的文书组")
        return [spec for spec in found if not kind or kind in spec.kinds]

    def groups(self, kind: str) -> list[tuple[str, list[FormSpec]]]:
        """Return what is made in a kind of case: title of the set, its papers; each paper once.

        Papers of one service are left out: they are made from the list of services. What belongs
        to no set with a title comes last.
        """
        mine = [s for s in self._specs.values() if kind in s.kinds and not s.of_a_service]
        titles = self._titles.sets
        found: dict[str, list[FormSpec]] = {title: [] for title in titles.values()}
        found[self._titles.rest] = []
        for spec in sorted(mine, key=lambda s: s.order):
            first = next((title for name, title in titles.items() if name in spec.sets), None)
            found[first or self._titles.rest].append(spec)
        return [(title, specs) for title, specs in found.items() if specs]

    def sets(self) -> list[str]:
        """Return the names of all sets."""
        return list(dict.fromkeys(name for spec in self._specs.values() for name in spec.sets))

    def served(self) -> Mapping[str, str]:
        """Return what is served by code: the name the list of services shows for it."""
        return {code: spec.served_name for code, spec in self._served.items()}


def load_catalog(extra: Sequence[Path] = (), schema: FactsSchema | None = None) -> Catalog:
    """Read the bundled papers and those of extra folders; SpecError names file and place."""
    bundled = Path(__file__).with_name("catalog")
    used = schema or load_schema()
    specs: list[FormSpec] = []
    shared: Shared = {}
    titles = Titles()
    for folder in (bundled, *extra):
        shared = {**shared, **_shared(folder / "_shared.toml")}
        titles = _titles(folder / "_sets.toml", titles)
        specs.extend(_folder(folder, used, shared))
    return Catalog(specs, used, titles)


def _titles(file: Path, before: Titles) -> Titles:
    """Return the titles with those of another folder behind them."""
    if not file.exists():
        return before
    table = parse_toml(file.read_text(encoding="utf-8"), file.name)
    table.only("rest", "set")
    sets = dict(before.sets)
    for row in table.tables("set"):
        row.only("id", "title")
        sets[row.text("id")] = row.text("title")
    return Titles(sets, table.text("rest", before.rest))


def _shared(file: Path) -> Shared:
    return read_shared(file.read_text(encoding="utf-8"), file.name) if file.exists() else {}


def _folder(folder: Path, schema: FactsSchema, shared: Shared) -> Iterable[FormSpec]:
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
