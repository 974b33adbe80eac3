"""What dialogs and forms ask before they are filled in: presets, what is missing, who is known."""
