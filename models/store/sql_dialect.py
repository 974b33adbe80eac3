"""What is said otherwise by every SQL engine: queries take these words from here.

SQLite's words. An expression is SQL text of the project: never a value that somebody typed.
"""


def json_text(column: str, *path: str) -> str:
    """Return the expression for a text inside a JSON column, NULL where there is none."""
    return f"json_extract({column}, '$.{'.'.join(path)}')"


def json_date(column: str, *path: str) -> str:
    """Return the expression for a date inside a JSON column, NULL where there is none."""
    return (
        f"date(CASE json_type({column}, '$.{'.'.join(path)}') WHEN 'text' THEN"
        f" {json_text(column, *path)} END)"
    )


def json_or_null(column: str) -> str:
    """Return a JSON column as NULL where it is damaged: one row must not stop the others."""
    return f"(CASE WHEN json_valid({column}) THEN {column} END)"


def json_rows(columns: str, source: str) -> str:
    """Return the expression for the rows of a table as one JSON text: a list of lists, any order.

    `source` is what follows FROM. So one statement reads a thing with all that belongs to it.
    """
    return f"(SELECT json_group_array(json_array({columns})) FROM {source})"  # noqa: S608 - our own names


def json_filled(column: str, *path: str) -> str:
    """Return the condition that something other than "" and false is inside a JSON column."""
    return f"(coalesce({json_text(column, *path)}, '') NOT IN ('', 0))"


def position(text: str, part: str) -> str:
    """Return the expression for where a part begins in a text (1 = at once), 0 = nowhere."""
    return f"instr({text}, {part})"


def letters(column: str) -> str:
    """Return the expression for the folded letters and digits of a text, as searches compare it."""
    return f"letters({column})"


def unindexed(column: str) -> str:
    """Return a column so that no index is taken for its condition: one that hardly tells apart."""
    return f"+{column}"


def whole(table: str) -> str:
    """Return a table that is gone through from its beginning, without any index."""
    return f"{table} NOT INDEXED"
