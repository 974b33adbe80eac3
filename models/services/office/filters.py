"""Saving, renaming and deleting 方案 of the list of cases: no commands, nothing is audited."""

from models.entities import Draft
from models.errors import BadInput
from models.queries.lists.saved_filters import KIND, Conditions, built_in, to_json
from models.rules.text_checks import text_problem
from models.services.shared.drafts import drop_draft, save_draft
from models.store.desk import Desk

NAME_MOST = 40


def _checked(name: str) -> str:
    """Return the name without blanks at its ends; BadInput when it can be none."""
    short = name.strip()
    if not short:
        raise BadInput.of("name", "请填写名称")
    if wrong := text_problem(short, NAME_MOST):
        raise BadInput.of("name", wrong)
    if any(one.name == short for one in built_in()):
        raise BadInput.of("name", f"“{short}”是内置方案的名称，请另起一个")
    return short


def _stands(name: str) -> bool:
    return Draft.get_or_none((Draft.kind == KIND) & (Draft.key == name)) is not None


def save_filter(
    desk: Desk, name: str, conditions: Conditions, *, overwrite: bool = False
) -> str:  # fmt: skip
    """Keep conditions under a name and return it; BadInput for a bad or a taken name."""
    short = _checked(name)
    if _stands(short) and not overwrite:
        raise BadInput.of("name", f"已经有“{short}”，请另起名称，或者勾选覆盖")
    save_draft(desk, KIND, short, to_json(conditions))
    return short


def rename_filter(desk: Desk, old: str, name: str) -> str:
    """Give a 方案 another name and return it; BadInput when it is gone or the name is taken."""
    short = _checked(name)
    if short == old:
        return short
    if _stands(short):
        raise BadInput.of("name", f"已经有“{short}”，请另起名称")
    row = Draft.get_or_none((Draft.kind == KIND) & (Draft.key == old))
    if row is None:
        raise BadInput.of("name", f"“{old}”已经删除")
    with desk.unaudited():
        mine = (Draft.kind == KIND) & (Draft.key == old)
        Draft.update(key=short, updated_at=desk.now()).where(mine).execute()
    return short


def delete_filter(desk: Desk, name: str) -> None:
    """Forget a 方案; one that is gone already is no error."""
    drop_draft(desk, KIND, name)
