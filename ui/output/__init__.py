"""What leaves the program: papers shown and printed, lists saved as PDF or spreadsheet."""
