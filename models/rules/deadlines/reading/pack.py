"""Rule packs as they are written: a header and the tables of the rules, not yet compiled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.deadlines.reading.rule import INTERNAL, LOCAL, NATIONAL
from models.rules.events import Json
from models.rules.problem import InputRefused, Problem
from models.rules.text_checks import NAME_LIMIT, text_problem
from models.rules.toml.rows import Row, Toml, TomlTable, read_toml


@dataclass(frozen=True)
class Pack:
    """One pack: national law, local rules that tighten or add, or internal targets."""

    id: str
    version: str
    name: str
    kind: str
    source: str
    valid_from: date | None
    valid_to: date | None
    conclusion: TomlTable
    rules: tuple[TomlTable, ...]
    file: str

    def to_json(self) -> dict[str, Json]:
        """Return how the verb names the pack."""
        return {"id": self.id, "version": self.version}


def load_pack(toml_text: str, source: str) -> Pack:
    """Read a pack; `source` (a file name) is how problems name it. Raises InputRefused."""
    problems: list[Problem] = []
    whole = read_toml(toml_text, source, problems)
    header = whole.inner("pack") or Row({}, f"{source}.pack", problems)
    found = whole.value("rule")
    rules = found if isinstance(found, list) else []
    whole.close()
    if found is not None and not isinstance(found, list):
        problems.append(Problem(f"{source}.rule", "应写作[[rule]]"))
    pack = _header(header, rules, source)
    _check_ids(rules, source, problems)
    if problems:
        raise InputRefused(problems)
    return pack


def _header(header: Row, rules: list[Toml], file: str) -> Pack:
    if wrong := text_problem(header.text("confirmed_by", ""), NAME_LIMIT):
        header.refuse("confirmed_by", wrong)
    header.day("confirmed_on")
    conclusion = header.value("conclusion")
    pack = Pack(
        id=header.text("id"),
        version=header.text("version"),
        name=header.text("name"),
        kind=header.text("kind", known=(NATIONAL, LOCAL, INTERNAL)),
        source=header.text("source", ""),
        valid_from=header.day("valid_from"),
        valid_to=header.day("valid_to"),
        conclusion=conclusion if isinstance(conclusion, Mapping) else {},
        rules=tuple(one for one in rules if isinstance(one, Mapping)),
        file=file,
    )
    header.close()
    return pack


def _check_ids(rules: list[Toml], source: str, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for index, one in enumerate(rules):
        name = one.get("id") if isinstance(one, Mapping) else None
        if not isinstance(name, str) or not name:
            problems.append(Problem(f"{source}.rule[{index}].id", "缺少规则编号"))
        elif name in seen:
            problems.append(Problem(f"{source}.rule[{index}].id", f"“{name}”重复"))
        else:
            seen.add(name)
