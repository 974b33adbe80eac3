"""How columns share the width of their list. Pure numbers, in pixels."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """What a column asks for: `wish` where there is room, never under `least`.

    `yields` says in which order columns go where there is no room for all (1 first, 0 never);
    `elastic` ones share what is left; `sized` ones were drawn by hand and give way last.
    """

    wish: int
    least: int
    yields: int = 0
    elastic: bool = False
    sized: int = 0

    @property
    def width(self) -> int:
        """What it has where nothing is too narrow."""
        return max(self.sized or self.wish, self.least)


def shared(claims: Mapping[int, Claim], room: int) -> dict[int, int]:
    """Return the widths of the columns that stay; their sum is over `room` only at their least."""
    left = dict(claims)
    for number in sorted(claims, key=lambda n: claims[n].yields):
        if claims[number].yields and sum(one.wish for one in left.values()) > room:
            del left[number]
    widths = {number: one.width for number, one in left.items()}
    for hand in (False, True):  # what was drawn by hand gives way last
        some = [n for n, one in left.items() if hand or not one.sized]
        if sum(widths.values()) > room:
            others = sum(width for n, width in widths.items() if n not in some)
            widths |= _squeezed({n: (widths[n], left[n].least) for n in some}, room - others)
    spare = room - sum(widths.values())
    elastic = [n for n, one in left.items() if one.elastic and not one.sized]
    for number in elastic:
        widths[number] += max(0, spare) // len(elastic)
    return widths


def _squeezed(widths: Mapping[int, tuple[int, int]], room: int) -> dict[int, int]:
    """Let the widest give way until all fit, none of them under its least."""
    found: dict[int, int] = {}
    left = dict(widths)
    while left:
        most = _most([width for width, _ in left.values()], room)
        stuck = {n: least for n, (width, least) in left.items() if least > min(width, most)}
        if not stuck:
            return found | {n: min(width, most) for n, (width, _) in left.items()}
        for number, least in stuck.items():
            found[number] = least
            room -= least
            del left[number]
    return found


def _most(widths: list[int], room: int) -> int:
    """Return how wide a column may be, so that the widest give way until all fit."""
    most, left = max(0, room), len(widths)
    for width in sorted(widths):
        most = max(0, room) // left
        if width > most:
            return most
        room, left = room - width, left - 1
    return max(widths, default=most)
