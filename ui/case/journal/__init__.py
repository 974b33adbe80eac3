"""日志: every event in words; voiding and recording others."""
