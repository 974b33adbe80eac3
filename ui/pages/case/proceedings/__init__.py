"""审理或者调解: what was done in the case, by kind."""
