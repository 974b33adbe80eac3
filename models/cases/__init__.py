"""A case read whole: its rows typed, its log, who stands in it, its dates – decided here once."""
