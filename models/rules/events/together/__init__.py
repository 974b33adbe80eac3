"""Cases that are heard together (合并审理)."""
