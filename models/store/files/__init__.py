"""The files of the data folder, written and removed together with their rows."""
