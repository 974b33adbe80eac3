"""A draft's DOCX that was edited elsewhere: known again, read, compared, its edits applied."""
