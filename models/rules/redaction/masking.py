"""Proposals for a text in pieces, the text with what is masked, and what still leaks."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from models.rules.redaction.addresses import addresses
from models.rules.redaction.evening import evened, squeezed
from models.rules.redaction.model import Datum, Known, Leak, Proposal, Rules, Span, Wanted
from models.rules.redaction.names import masks_of, names
from models.rules.redaction.numbers import CHECKS
from models.rules.redaction.own import occurrences

_AROUND = 14  # characters of context on either side


def proposals(pieces: Sequence[str], known: Known, rules: Rules) -> tuple[Proposal, ...]:
    """Return what is proposed to be masked, in the order of the text; each text of a kind once."""
    texts = [evened(piece) for piece in pieces]
    spans = _Finding(texts, known, rules).spans()
    grouped: dict[tuple[str, str], list[Span]] = {}
    for span in sorted(spans):
        said = squeezed(texts[span.piece][span.start : span.end])[0]
        grouped.setdefault((span.kind, said), []).append(span)
    named = {
        kind: masks_of(
            [said for k, said in grouped if k == kind], rules.kinds[kind].mask, rules.name
        )
        for kind in {one.kind for one in rules.wanted if one.title}
    }
    return tuple(
        Proposal(
            kind=rules.kinds[kind],
            text=_text(pieces, found[0]),
            replacement=named[kind][said] if kind in named else rules.kinds[kind].mask,
            spans=tuple(found),
            context=_context(pieces[found[0].piece], found[0]),
            own=any(span.own for span in found),
        )
        for (kind, said), found in grouped.items()
    )


def masked(pieces: Sequence[str], chosen: Iterable[Proposal]) -> list[str]:
    """Return the pieces with the chosen proposals masked; nothing else of them changes."""
    made = list(pieces)
    places = [(span, one.replacement) for one in chosen for span in one.spans]
    for span, replacement in sorted(places, key=lambda p: p[0], reverse=True):
        text = made[span.piece]
        made[span.piece] = text[: span.start] + replacement + text[span.end :]
    return made


def leaks(
    pieces: Sequence[str], known: Known, rules: Rules, kept: Collection[tuple[str, str]] = ()
) -> Iterator[Leak]:
    """Yield the personal data of the case that stand in the pieces.

    `kept` are the proposals that a person rejected, by kind and text: they are meant to stand.
    """
    texts = [evened(piece) for piece in pieces]
    meant = {squeezed(evened(text))[0] for _kind, text in kept}
    stays = _Finding(texts, known, rules).staying()
    for datum in known.own:
        if datum.kind in known.off:
            continue
        for piece, text in enumerate(texts):
            found = (Span(piece, *place) for place in occurrences(text, datum, rules.address))
            for span in found:
                said = squeezed(text[span.start : span.end])[0]
                if not any(said in one for one in meant) and not any(map(span.less_than, stays)):
                    yield Leak(piece, datum)
                    break


def unpaired(pieces: Sequence[str], rules: Rules) -> Iterator[int]:
    """Yield the pieces in which a mark of a trade secret lacks its other half."""
    for number, piece in enumerate(pieces):
        depth = 0
        for char in piece:
            depth += {rules.marks[0]: 1, rules.marks[1]: -1}.get(char, 0)
            if depth not in (0, 1):
                break
        if depth:
            yield number


def _text(pieces: Sequence[str], span: Span) -> str:
    return pieces[span.piece][span.start : span.end]


def _context(text: str, span: Span) -> str:
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start : span.start]}【{text[span.start : span.end]}】" \
        f"{text[span.end : end]}{behind}"  # fmt: skip


class _Finding:
    def __init__(self, texts: Sequence[str], known: Known, rules: Rules) -> None:
        self._texts = texts
        self._known = known
        self._rules = rules

    def spans(self) -> list[Span]:
        """Return the stretches to mask: none meets another."""
        stays = self.staying()
        found = [span for span in self._own() if not any(map(span.less_than, stays))]
        found += [span for span in self._other() if not any(map(span.within, stays))]
        found += [span for one in self._known.added for span in self._spans(one, own=False)]
        # What the case's own rows say is sure; then the kind of the smaller rank.
        found.sort(key=lambda s: (not s.own, self._rules.kinds[s.kind].rank, -(s.end - s.start)))
        taken: list[Span] = []
        for span in found:
            meeting = [one for one in taken if span.meets(one)]
            if meeting:
                first = meeting[0]
                start = min(span.start, *(one.start for one in meeting), first.start)
                end = max(span.end, *(one.end for one in meeting), first.end)
                taken = [one for one in taken if one not in meeting]
                span = replace(first, start=start, end=end)
            taken.append(span)
        return taken

    def staying(self) -> list[Span]:
        """Return where stands what stays: names of parties, addresses of organisations."""
        return [
            Span(piece, *place)
            for one in self._known.stays
            for piece, text in enumerate(self._texts)
            for place in occurrences(text, Datum("", one), self._rules.address)
        ]

    def _own(self) -> Iterator[Span]:
        for datum in self._known.own:
            if datum.kind not in self._known.off:
                yield from self._spans(datum, own=True)

    def _other(self) -> Iterator[Span]:
        off, address = self._known.off, self._rules.address
        for one in self._rules.wanted:
            if one.kind not in off:
                yield from self._patterns(one) if one.pattern else self._names(one)
        for piece, text in enumerate(self._texts):
            for start, end in addresses(text, address):
                yield Span(piece, start, end, "address")

    def _spans(self, datum: Datum, *, own: bool) -> Iterator[Span]:
        for piece, text in enumerate(self._texts):
            for start, end in occurrences(text, datum, self._rules.address):
                yield Span(piece, start, end, datum.kind, own)

    def _patterns(self, wanted: Wanted) -> Iterator[Span]:
        assert wanted.pattern is not None
        check = CHECKS.get(wanted.check)
        for piece, text in enumerate(self._texts):
            for found in wanted.pattern.finditer(text):
                group = "x" if "x" in wanted.pattern.groupindex and not wanted.whole else 0
                if check is None or check(found[group]):
                    yield Span(piece, *found.span(group), wanted.kind)

    def _names(self, wanted: Wanted) -> Iterator[Span]:
        """A name that was found once is masked wherever it stands."""
        if wanted.title is None:
            return
        found = {
            name
            for text in self._texts
            for name in names(text, wanted.title, wanted.behind, self._rules.name)
        }
        for name in sorted(found - set(self._known.stays)):
            yield from self._spans(Datum(wanted.kind, name), own=False)
