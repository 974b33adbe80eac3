"""Days in the window: the calendar from which one is picked."""
