"""Dialogs of steps that do more than their fields say."""
