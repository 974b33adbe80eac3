"""Statistics as data: which indicators there are, and counting them without losing a case.

A cell keeps the places of what it counts, so that a number and the list behind it cannot differ.
"""

# pyright: reportUnusedImport=false

from models.rules.statistics.count import Cell, Facts, Period, Row, Table, count
from models.rules.statistics.spec import Group, Indicator, Spec, load_spec, merged
