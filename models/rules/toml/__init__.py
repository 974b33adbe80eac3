"""Read bundled TOML by type; a mistake is said with its file, line and key."""
