"""批量收案: a table of respondents is pasted, seen row by row, filed as a case each."""
