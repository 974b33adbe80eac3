"""专利与证据: what the case is about, and its evidence."""
