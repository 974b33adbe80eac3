"""The window itself: navigation, commands, dialogs, fields, worker, package."""
