"""Where everything of the timeline goes: to scale, no label over another, nothing past the edge.

Pure geometry: it is told how wide a text is and returns rectangles, so that tests can check it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.queries.case_page.data import Bar, Flag, Lane, Timeline

LABEL_WIDTH = 124
RIGHT = 12
TOP = 22
ROW = 20
LANE_GAP = 2
PAD = 6
TIP = 10  # the flag itself, left of its label
# How many of the dates already met are folded to their sign, when there is no room for all.
FOLDS = (0.0, 0.25, 0.5, 0.75, 1.0)
QUIET = ("good", "secondary")


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class PlacedBar:
    """A bar and where its text goes (None when there is no room for it)."""

    bar: Bar
    box: Box
    text: Box | None


@dataclass(frozen=True)
class PlacedFlag:
    """A flag: its pole at x, its label to the right or left of it; folded, only its sign."""

    flag: Flag
    x: int
    label: Box
    text: str


@dataclass(frozen=True)
class PlacedLane:
    """A lane with its top and height."""

    lane: Lane
    y: int
    h: int


@dataclass(frozen=True)
class Picture:
    """The whole timeline, placed."""

    width: int
    height: int
    months: tuple[tuple[int, str], ...]
    lanes: tuple[PlacedLane, ...]
    bars: tuple[PlacedBar, ...]
    flags: tuple[PlacedFlag, ...]
    today: int | None
    today_label: Box
    today_text: str
    beyond: Box | None
    beyond_text: str
    left: int = LABEL_WIDTH
    folded: int = 0


Measure = Callable[[str], int]


class _Scale:
    """Days to pixels, with room at the right for the words of the last flags."""

    def __init__(self, line: Timeline, width: int, left: int, measure: Measure) -> None:
        span = max(28, (line.end - line.start).days)
        self.first = line.start - timedelta(days=max(2, span // 30))
        self.left = left
        self.right = max(self.left + 100, width - RIGHT)
        self._days = max(28, (line.end - self.first).days)
        last = [(f, measure(f.text) + TIP + 2 * PAD) for lane in line.lanes for f in lane.flags]
        spare, most = 3 * PAD, (self.right - self.left) // 5
        for _ in range(2):
            self._day = (self.right - self.left - spare) / self._days
            wants = [wide - round((line.end - f.day).days * self._day) for f, wide in last]
            spare = max([3 * PAD, *(w for w in wants if w <= most)])
        self._day = (self.right - self.left - spare) / self._days
        self.last = self.first + timedelta(days=int((self.right - self.left) / self._day))

    def x(self, day: date) -> int:
        """Return the pixel of the beginning of a day."""
        return self.left + round((day - self.first).days * self._day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


class _Rows:
    """The rows of one lane: what is taken in each."""

    def __init__(self, high: int) -> None:
        self.high = high
        self._taken: list[list[tuple[int, int]]] = []

    def free(self, row: int, x1: int, x2: int) -> bool:
        """Whether nothing is between two pixels of a row."""
        if row >= len(self._taken):
            return True
        return all(x2 <= a or b <= x1 for a, b in self._taken[row])

    def take(self, row: int, x1: int, x2: int) -> None:
        """Keep a stretch of a row."""
        while len(self._taken) <= row:
            self._taken.append([])
        self._taken[row].append((x1, x2))

    def __len__(self) -> int:
        return max(1, len(self._taken))


def fit(line: Timeline, width: int, measure: Measure, room: int, *, row: int = ROW) -> Picture:
    """Return the timeline in a height, if need be with the oldest met dates folded."""
    quiet = sorted(
        (f.day, n, f) for n, lane in enumerate(line.lanes) for f in lane.flags if f.tone in QUIET
    )
    picture = place(line, width, measure, row=row)
    for part in FOLDS[1:]:
        if picture.height <= room or not quiet:
            break
        folded = {id(f) for _day, _n, f in quiet[: round(len(quiet) * part)]}
        picture = place(line, width, measure, row=row, folded=folded)
    return picture


def place(
    line: Timeline,
    width: int,
    measure: Measure,
    *,
    row: int = ROW,
    folded: Collection[int] = (),
) -> Picture:
    """Return the timeline placed for a width; `measure` says how wide a text is."""
    left = max(LABEL_WIDTH, 8 * measure("国") + 2 * PAD) if row > ROW else LABEL_WIDTH
    scale = _Scale(line, width, left, measure)
    y = TOP + row - ROW
    lanes: list[PlacedLane] = []
    bars: list[PlacedBar] = []
    flags: list[PlacedFlag] = []
    for lane in line.lanes:
        rows = _Rows(row)
        bars += _place_bars(lane, rows, scale, y, measure)
        flags += _place_flags(lane, rows, scale, y, measure, folded)
        high = len(rows) * row
        lanes.append(PlacedLane(lane, y, high))
        y += high + LANE_GAP
    today, label, text = _place_today(line, scale, row, measure)
    beyond = f"另有 {line.beyond} 项期限在图外，见下表" if line.beyond else ""
    wide = measure(beyond)
    foot = Box(max(scale.left, scale.right - wide), y, wide, row - 2) if line.beyond else None
    return Picture(
        width, y + (row if foot else 0), _months(scale, measure, label), tuple(lanes), tuple(bars),
        tuple(flags), today, label, text, foot, beyond, left, len(folded),
    )  # fmt: skip


def _place_today(
    line: Timeline, scale: _Scale, row: int, measure: Measure
) -> tuple[int | None, Box, str]:
    """Return the line of today and its words at the top; past the edge it is only pointed to."""
    text = f"今天 {line.today.month}月{line.today.day}日"
    if line.today > scale.last:
        text = f"今天 {line.today.year}年{line.today.month}月{line.today.day}日 →（不按比例）"
        wide = measure(text)
        return None, Box(scale.right - wide, 1, wide, row - 2), text
    x, wide = scale.x(line.today), measure(text)
    start = min(max(scale.left, x - wide // 2), scale.right - wide)
    return x, Box(start, 1, wide, row - 2), text


def _months(scale: _Scale, measure: Measure, today: Box) -> tuple[tuple[int, str], ...]:
    """Return the month lines; a year is named at the first and at each January.

    A month has no room for its name where the words of today are.
    """
    found: list[tuple[int, str]] = []
    day, free, named = scale.first, 0, 0
    while day < scale.last:
        text = f"{day.month}月" if day.year == named else f"{day.year}年{day.month}月"
        x, after = scale.x(day), _next_month(day)
        wide = measure(text) + PAD
        limit = scale.x(after) if not found else scale.right
        beside = x + wide <= today.x - 4 or today.x + today.w <= x
        fits = x >= free and x + wide <= limit and beside
        found.append((x, text if fits else ""))
        if fits:
            free, named = x + wide + 4, day.year
        day = after
    return tuple(found)


def _place_bars(
    lane: Lane, rows: _Rows, scale: _Scale, y: int, measure: Measure
) -> list[PlacedBar]:
    """Bars of stages are in one row; parties' clocks that run together are below each other."""
    placed: list[PlacedBar] = []
    thick = rows.high - 4
    for bar in lane.bars:
        x1, x2 = scale.x(bar.start), max(scale.x(bar.start) + 3, scale.x(bar.end))
        wide = measure(bar.text)
        fits = wide + 2 * PAD <= x2 - x1
        if bar.kind == "tolled":
            # Hatched over the stage it falls into; its words are below when they are longer.
            x = x1 + (x2 - x1 - wide) // 2 if fits else max(scale.left, min(x1, scale.right - wide))
            row = 0 if fits else _first(rows, 1, x, x + wide)
            if not fits:
                rows.take(row, x - PAD, x + wide + PAD)
            text = Box(x, y + row * rows.high, wide, thick)
            placed.append(PlacedBar(bar, Box(x1, y, x2 - x1, thick), text))
            continue
        row = 0 if bar.kind != "clock" else _first(rows, 0, x1, x2)
        if bar.kind == "clock" or rows.free(row, x1, x2):
            rows.take(row, x1, x2)
        top = y + row * rows.high
        text = Box(x1 + PAD, top, wide, thick) if fits else None
        placed.append(PlacedBar(bar, Box(x1, top, x2 - x1, thick), text))
    return placed


def _place_flags(
    lane: Lane,
    rows: _Rows,
    scale: _Scale,
    y: int,
    measure: Measure,
    folded: Collection[int],
) -> list[PlacedFlag]:
    """Each label right of its flag, or left of it at the edge, in the first row with room."""
    placed: list[PlacedFlag] = []
    for flag in (f for f in lane.flags if id(f) not in folded):
        x = scale.x(flag.day)
        wide = measure(flag.text) + 2 * PAD
        # The pole keeps its own pixels, so that no label runs over it.
        right = (x, x + TIP + wide)
        left = (x - 4 - wide, x + TIP)
        sides = [s for s in (right, left) if s[0] >= scale.left and s[1] <= scale.right + RIGHT]
        row, (x1, x2) = _best(rows, sides or [right])
        rows.take(row, x1, x2)
        at = x + TIP if x1 == x else x1
        label = Box(at, y + row * rows.high, wide, rows.high - 3)
        placed.append(PlacedFlag(flag, x, label, flag.text))
    quiet = [f for f in lane.flags if id(f) in folded]
    return placed + _place_folded(quiet, rows, scale, y, measure)


def _place_folded(
    flags: Sequence[Flag], rows: _Rows, scale: _Scale, y: int, measure: Measure
) -> list[PlacedFlag]:
    """In what the others leave: a pole with its sign, without it where the next is close."""
    placed: list[PlacedFlag] = []
    places = [scale.x(flag.day) for flag in flags]
    for flag, x, after in zip(flags, places, [*places, scale.right][1:], strict=True):
        sign = flag.sign
        wide = measure(sign) + 2
        if after - x < TIP + wide:
            sign, wide = "", 0
        taken = TIP + wide if wide else max(1, min(TIP, after - x))
        row = _first(rows, 0, x, x + taken)
        rows.take(row, x, x + taken)
        label = Box(x + TIP, y + row * rows.high, wide, rows.high - 3)
        placed.append(PlacedFlag(flag, x, label, sign))
    return placed


def _first(rows: _Rows, start: int, x1: int, x2: int) -> int:
    row = start
    while not rows.free(row, x1, x2):
        row += 1
    return row


def _best(rows: _Rows, sides: list[tuple[int, int]]) -> tuple[int, tuple[int, int]]:
    found = [(_first(rows, 0, *side), n, side) for n, side in enumerate(sides)]
    row, _n, side = min(found)
    return row, side
