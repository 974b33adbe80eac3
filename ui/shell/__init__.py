"""The window itself: start, frame, bar, palette, help, messages and what pages are there."""
