"""期限: the timeline, the table of dates, why a date is this day."""
