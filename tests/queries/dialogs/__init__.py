"""What dialogs are told before they open."""
