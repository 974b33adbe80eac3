"""No two places of the product say the same eleven lines."""

from collections import defaultdict

import pytest

from tests.places import ROOT

PRODUCT = ("models", "forms", "ui", "resources")
LINES = 11  # "no more than ten equal lines"


def meaningful(text: str) -> list[tuple[int, str]]:
    """Return the lines that say something, with their numbers: no blank ones, no imports."""
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip()
        if plain and not plain.startswith(("import ", "from ")):
            kept.append((number, plain))
    return kept


def shared(texts: dict[str, str]) -> list[str]:
    """Return each run of equal lines that two places share, by their first lines."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, text in texts.items():
        lines = meaningful(text)
        for start in range(len(lines) - LINES + 1):
            run = tuple(line for _, line in lines[start : start + LINES])
            places[run].append(f"{name}:{lines[start][0]}")
    return [" = ".join(found) for found in places.values() if len(found) > 1]


def test_no_two_places_of_the_product_are_equal() -> None:
    """What two places need is in one that both import."""
    files = [path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 300
    assert shared({str(f.relative_to(ROOT)): f.read_text("utf-8") for f in files}) == []


@pytest.mark.parametrize("extra", [0, 1])
def test_eleven_equal_lines_are_found_ten_are_not(extra: int) -> None:
    """Whatever blank lines and indentation are between them."""
    lines = [f"a{n} = {n}" for n in range(10 + extra)]
    texts = {"one": "\n".join(lines) + "\nx = 1", "two": "y = 2\n" + "\n\n    ".join(lines)}
    assert bool(shared(texts)) is bool(extra)
