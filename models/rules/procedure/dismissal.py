"""Why an adjudication may be dismissed (撤销案件): the grounds as data, each with its article."""

from dataclasses import dataclass

from models.rules.problem import InputRefused, Problem
from models.rules.toml.rows import read_toml

SOURCE = "dismissal.toml"


@dataclass(frozen=True)
class Ground:
    """One ground: its code in the event, its article, its words on the paper.

    `after` is a condition that the record has to meet for it, `lacking` what is said when it does
    not; without it the reason as written is all.
    `apart`: the case may be dismissed on it for one respondent alone.
    """

    code: str
    basis: str
    text: str
    after: str = ""
    lacking: str = ""
    apart: bool = False


def load_grounds(text: str) -> dict[str, Ground]:
    """Return the grounds by code in their order; InputRefused names what is wrong in the data."""
    found: dict[str, Ground] = {}
    problems: list[Problem] = []
    for one in read_toml(text, SOURCE).records("ground", Ground):
        if one.code in found:
            problems.append(Problem(f"{SOURCE} {one.code}", "同一情形写了两次"))
        if not one.basis or not one.text:
            problems.append(Problem(f"{SOURCE} {one.code}", "须写明条文和文字"))
        if bool(one.after) != bool(one.lacking):
            problems.append(Problem(f"{SOURCE} {one.code}", "条件和缺少时的说法须一并写明"))
        found[one.code] = one
    if problems:
        raise InputRefused(problems)
    return found
