"""Statistics of the office: the report of a period, and the cases behind each number."""

# pyright: reportUnusedImport=false

from models.queries.statistics.behind import Behind, behind
from models.queries.statistics.report import Report, Wanted, report
