"""Gates as data: `resources/procedure/gates/<id>.toml`, one file each."""

from collections.abc import Iterable

from models.rules.citation import read_citation
from models.rules.gates.checks import CHECKS
from models.rules.gates.model import Gate
from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml

_OFFICE = "本局"


def load_gates(files: Iterable[tuple[str, str]]) -> dict[str, Gate]:
    """Return the gates by id from (id, text) of their files.

    InputRefused for a gate without an article, without a way through or without a check, and for a
    check that no file is about.
    """
    found: dict[str, Gate] = {}
    problems: list[Problem] = []
    for name, text in files:
        gate = read_toml(text, f"{name}.toml").read(Gate, id=name)
        problems += [Problem(f"{name}.toml", words) for words in _wrong(gate)]
        found[name] = gate
    problems += [Problem(f"{name}.toml", "缺少这个文件") for name in CHECKS if name not in found]
    if problems:
        raise InputRefused(problems)
    return found


def _wrong(gate: Gate) -> list[str]:
    found: list[str] = []
    if gate.id not in CHECKS:
        found.append("没有这一项的检查")
    if not gate.basis:
        found.append("没有写明条文")
    unknown = [b for b in gate.basis if not b.startswith(_OFFICE) and read_citation(b) is None]
    if unknown:
        found.append(f"条文不认得：{'、'.join(unknown)}")
    if not gate.title or not gate.ways:
        found.append("须写明标题和办法")
    return found
