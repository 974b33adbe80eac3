"""The page 统计: tables of numbers, each of which leads to the cases behind it."""
