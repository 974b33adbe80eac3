"""One English word for one Chinese term: a second one in code, data or documents is found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
CODE = ("main.py", "dev.py", "models", "forms", "ui", "resources", "tests")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "forms/catalog/README.md")
FIXED = re.compile(r"powers?[ _]of[ _]attorney", re.IGNORECASE)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Term:
    """One line of the glossary."""

    chinese: str
    english: str
    others: tuple[str, ...]


def terms(text: str) -> list[Term]:
    """Read the tables of the glossary."""
    found: list[Term] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 4 or cells[0] in ("中文", "---"):
            continue
        others = tuple(word.strip() for word in cells[3].split(",") if word.strip())
        found.append(Term(cells[0], cells[1], others))
    return found


def words(text: str) -> Iterator[str]:
    """Yield the English words of a name or a sentence, small."""
    for found in WORD.finditer(text):
        yield found.group().lower()


def second_words(text: str, second: dict[str, Term]) -> list[str]:
    """Return what a text says with a second word."""
    return [
        f"{word}: {second[word].chinese} is {second[word].english}"
        for word in words(FIXED.sub("", text))
        if word in second
    ]


# What reads like a translation (an imperative sentence with a concrete subject says it better).
STILTED = re.compile(r"\b(anew|reckon\w*|of ours|takes out)\b")


def second() -> dict[str, Term]:
    """Return the second words with the terms they would say."""
    return {word: term for term in terms(GLOSSARY.read_text("utf-8")) for word in term.others}


def modules() -> list[Path]:
    """Return every module of the project."""
    found: list[Path] = []
    for name in CODE:
        place = ROOT / name
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [one for one in found if one != Path(__file__)]


def test_a_term_has_one_word_and_a_word_one_term() -> None:
    """Neither column names anything twice; no second word is the first one of another term."""
    known = terms(GLOSSARY.read_text("utf-8"))
    assert len(known) > 40
    for column in ([t.chinese for t in known], [t.english for t in known]):
        assert sorted(set(column)) == sorted(column)
    assert not {t.english for t in known} & set(second())


def test_no_code_says_a_term_with_a_second_word() -> None:
    """Names, comments, docstrings and codes in strings keep to the glossary."""
    known = second()
    wrong = [
        f"{path.relative_to(ROOT)}:{number} {found}"
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for found in second_words(line, known)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_says_a_term_with_a_second_word(name: str) -> None:
    """The pages for developers keep to the glossary."""
    assert second_words((ROOT / name).read_text("utf-8"), second()) == []


def test_no_data_file_is_named_with_a_second_word() -> None:
    """Files and the keys in them are words of the program, too."""
    wrong: list[str] = []
    for path in [*sorted((ROOT / "resources").rglob("*.toml")), *(ROOT / "forms").rglob("*.toml")]:
        keys = re.findall(r"^\[*([\w.]+)\]*\s*(?:=|$)", path.read_text("utf-8"), re.MULTILINE)
        wrong += [f"{path.name}: {found}" for key in [path.stem, *keys]
                  for found in second_words(key, second())]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["petitioner_name", "ThePlaintiff", "the DEFENDANT said", "deliver()"]
)
def test_a_second_word_is_found(text: str) -> None:
    """In a name of either style, in a sentence, in capitals."""
    assert second_words(text, second()) != []


def test_a_fixed_phrase_is_let_pass() -> None:
    """授权委托书 keeps its English name."""
    assert second_words("a power of attorney of each requester", second()) == []


def test_no_sentence_reads_like_a_translation() -> None:
    """Docstrings, comments and pages for developers are plain English."""
    places = [*modules(), *(ROOT / name for name in DOCUMENTS if name != "CHANGELOG.md")]
    wrong = [
        f"{path.relative_to(ROOT)}:{number} {found.group()}"
        for path in places
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if (found := STILTED.search(line))
    ]
    assert wrong == []
