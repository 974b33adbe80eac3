"""What commands take, read from their signatures: shapes, reading, allowed values, names."""
