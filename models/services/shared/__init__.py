"""What commands of several phases share: recording, rows of a case, papers, numbers."""
