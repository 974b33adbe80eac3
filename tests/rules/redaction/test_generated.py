"""Of two hundred decisions with planted data none leaks, and hardly anything else is masked."""

import pytest

from models import reference
from models.rules.redaction.evening import evened, squeezed
from models.rules.redaction.masking import leaks, masked, proposals
from tests.rules.redaction.decisions import Decision, decision

MANY, MOST = 200, 0.01


def left(made: Decision, texts: list[str]) -> list[str]:
    """Return what of the planted data can still be read."""
    readable = [squeezed(evened(text))[0] for text in texts]
    said = [(n, squeezed(evened(made.pieces[n][a:b]))[0]) for n, a, b in made.planted]
    return [one for n, one in said if one in readable[n]]


def too_much(made: Decision) -> tuple[int, int]:
    """Return how many characters beside the planted data are masked, and how many there are."""
    hidden = {(s.piece, at) for p in proposals(made.pieces, made.known(), reference.redaction())
              for s in p.spans for at in range(s.start, s.end)}  # fmt: skip
    own = {(n, at) for n, start, end in made.planted for at in range(start, end)}
    return len(hidden - own), sum(map(len, made.pieces)) - len(own)


@pytest.mark.parametrize("seed", range(MANY))
def test_nothing_planted_can_be_read(seed: int) -> None:
    made, rules = decision(seed), reference.redaction()
    chosen = proposals(made.pieces, made.known(), rules)
    texts = masked(made.pieces, chosen)
    assert left(made, texts) == []
    assert not list(leaks(texts, made.known(), rules))


def test_hardly_anything_else_is_masked() -> None:
    counts = [too_much(decision(seed)) for seed in range(MANY)]
    assert all(over <= MOST * rest for over, rest in counts)
