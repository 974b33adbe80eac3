"""今日: what has to be done now, each line a way to its place."""
