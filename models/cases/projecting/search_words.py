"""The words by which a case is found: its numbers, the names of who is in it, its patent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.cases.case_file import CaseFile
from models.cases.standing import load_standing
from models.rules.folding import folded, letters
from models.rules.identity import patent_code
from models.store.desk import Desk
from models.store.sql import marks, rows


@dataclass(frozen=True)
class Found:
    """Numbers and names, one a line, folded and as letters; initials of names, a blank before each.

    Letters without signs are found by who leaves out or mistakes a dot, a bracket, a blank.
    """

    words: str
    initials: str


def found_by(case: CaseFile) -> Found:
    """Return the words by which a case is found."""
    record = case.record
    numbers = (record.receipt_no, record.case_no or "", record.refusal_no or "")
    patent = case.patent.number if case.patent else ""
    return _words(numbers, [(p.name, p.person.initials) for p in case.parties], patent)


def found_by_many(desk: Desk, ids: Sequence[int]) -> Iterator[tuple[int, Found]]:
    """Yield the same of several cases without reading their logs."""
    standing = load_standing(desk, ids)
    for number, *texts in rows(desk, _NUMBERS.format(marks(ids)), ids):
        receipt, case_no, refusal, patent = (str(text or "") for text in texts)
        assert isinstance(number, int)
        people = [(p.name, p.initials) for p in standing[number]]
        yield number, _words((receipt, case_no, refusal), people, patent)


def _words(numbers: Iterable[str], people: Sequence[tuple[str, str]], patent: str) -> Found:
    lines = (*numbers, *(name for name, _ in people), patent_code(patent))
    forms = (form for line in lines if line for form in (folded(line), letters(line)))
    words = "\n".join(dict.fromkeys(forms))
    return Found(words, "".join(f" {initials}" for _, initials in people if initials))


_NUMBERS = """SELECT c.id, c.receipt_no, c.case_no, c.refusal_no, patent.number
    FROM case_file c LEFT JOIN patent ON patent.id = c.patent_id WHERE c.id IN ({}) ORDER BY c.id"""
