"""案件: the table of cases."""
