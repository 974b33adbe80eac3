"""Tables that come from Word, Excel or a text file: cells, headings, rows of respondents."""
