"""Read the TOML of papers and facts strictly; every mistake is named with its place."""
