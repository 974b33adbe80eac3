"""审查: the acceptance check before docketing."""
