"""设置: the office, its authority, its positions, backup."""
