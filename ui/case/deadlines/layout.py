"""Where everything of the timeline goes: to scale, no label over another, nothing past the edge.

Pure geometry: it is told how wide a text is and returns rectangles, so that tests can check it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.queries.case_page_data import Bar, Flag, Lane, Timeline

LABEL_WIDTH = 124
RIGHT = 16
TOP = 30
ROW = 26
BAR = 20
LANE_GAP = 8
FOOT = 26
PAD = 6


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: int
    y: int
    w: int
    h: int

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles overlap."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )


@dataclass(frozen=True)
class PlacedBar:
    """A bar and where its text goes (None when there is no room for it)."""

    bar: Bar
    box: Box
    text: Box | None


@dataclass(frozen=True)
class PlacedFlag:
    """A flag: its pole at x, its label to the right or left of it."""

    flag: Flag
    x: int
    label: Box


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
    today_label: Box | None
    today_text: str
    beyond: Box | None
    beyond_text: str


class _Scale:
    """Days to pixels, with a little room before the first day and after the last."""

    def __init__(self, line: Timeline, width: int) -> None:
        span = max(28, (line.end - line.start).days)
        self.first = line.start - timedelta(days=max(2, span // 30))
        self.last = line.end + timedelta(days=max(3, span // 16))
        self.left = LABEL_WIDTH
        self.right = max(self.left + 100, width - RIGHT)
        self.days = max(1, (self.last - self.first).days)

    def x(self, day: date) -> int:
        """Return the pixel of the beginning of a day."""
        return self.left + round((day - self.first).days * (self.right - self.left) / self.days)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


class _Rows:
    """The rows of one lane: what is taken in each."""

    def __init__(self) -> None:
        self._taken: list[list[tuple[int, int]]] = []

    def free(self, row: int, x1: int, x2: int) -> bool:
        """Whether nothing stands between two pixels of a row."""
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


def place(line: Timeline, width: int, measure: Callable[[str], int]) -> Picture:
    """Return the timeline placed for a width; `measure` says how wide a text is."""
    scale = _Scale(line, width)
    y = TOP
    lanes, bars, flags = [], [], []
    for lane in line.lanes:
        rows = _Rows()
        bars += _place_bars(lane, rows, scale, y, measure)
        flags += _place_flags(lane, rows, scale, y, measure)
        high = len(rows) * ROW
        lanes.append(PlacedLane(lane, y, high))
        y += high + LANE_GAP
    inside = scale.first <= line.today <= scale.last
    today = scale.x(line.today) if inside else None
    text = f"今天 {line.today.month}月{line.today.day}日"
    label = None
    if today is not None:
        w = measure(text)
        x = min(max(scale.left, today - w // 2), width - w - 2)
        label = Box(x, y, w, FOOT - 6)
    beyond = f"另有 {line.beyond} 项期限在图外，见下表" if line.beyond else ""
    return Picture(
        width, y + FOOT, _months(scale, measure), tuple(lanes), tuple(bars), tuple(flags), today,
        label, text, _beyond(label, scale, y, measure(beyond)), beyond,
    )  # fmt: skip


def _beyond(today: Box | None, scale: _Scale, y: int, wide: int) -> Box | None:
    """The words about dates past the edge: at the right of the foot, left when today is there."""
    if not wide:
        return None
    right = Box(scale.right - wide, y, wide, FOOT - 6)
    return Box(scale.left, y, wide, FOOT - 6) if today and right.meets(today) else right


def _months(scale: _Scale, measure: Callable[[str], int]) -> tuple[tuple[int, str], ...]:
    """Return the month lines; a year is named at the first and at each January."""
    found: list[tuple[int, str]] = []
    day, free, named = scale.first, 0, 0
    while day < scale.last:
        text = f"{day.month}月" if day.year == named else f"{day.year}年{day.month}月"
        x, after = scale.x(day), _next_month(day)
        limit = scale.x(after) if not found else scale.right
        fits = x >= free and x + measure(text) + 8 <= limit
        found.append((x, text if fits else ""))
        if fits:
            free, named = x + measure(text) + 10, day.year
        day = after
    return tuple(found)


def _place_bars(
    lane: Lane, rows: _Rows, scale: _Scale, y: int, measure: Callable[[str], int]
) -> list[PlacedBar]:
    """Bars of stages stand in one row; parties' clocks that run together stand below each other."""
    placed = []
    for bar in lane.bars:
        x1, x2 = scale.x(bar.start), max(scale.x(bar.start) + 3, scale.x(bar.end))
        wide = measure(bar.text)
        if bar.kind == "tolled":
            # Hatched over the stage it falls into; its words stand below, where there is room.
            x = min(x1, scale.right - wide)
            row = _first(rows, 1, x, x + wide)
            rows.take(row, x - PAD, x + wide + PAD)
            text = Box(x, y + row * ROW, wide, BAR)
            placed.append(PlacedBar(bar, Box(x1, y, x2 - x1, BAR), text))
            continue
        row = 0 if bar.kind != "clock" else _first(rows, 0, x1, x2)
        if bar.kind == "clock" or rows.free(row, x1, x2):
            rows.take(row, x1, x2)
        top = y + row * ROW
        fits = wide + 2 * PAD <= x2 - x1
        text = Box(x1 + PAD, top, wide, BAR) if fits else None
        placed.append(PlacedBar(bar, Box(x1, top, x2 - x1, BAR), text))
    return placed


def _place_flags(
    lane: Lane, rows: _Rows, scale: _Scale, y: int, measure: Callable[[str], int]
) -> list[PlacedFlag]:
    """Each label right of its flag, or left of it at the edge, in the first row with room."""
    placed = []
    for flag in lane.flags:
        x = scale.x(flag.day)
        wide = measure(flag.text) + 2 * PAD
        # The pole keeps its own pixels, so that no label runs over it.
        right = (x, x + 10 + wide)
        left = (x - 4 - wide, x + 10)
        sides = [s for s in (right, left) if s[0] >= scale.left and s[1] <= scale.right + RIGHT]
        row, (x1, x2) = _best(rows, sides or [right])
        rows.take(row, x1, x2)
        at = x + 10 if x1 == x else x1
        placed.append(PlacedFlag(flag, x, Box(at, y + row * ROW, wide, BAR)))
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
