"""A case read whole: its rows typed, its log, who is in it, its dates – decided here once."""
