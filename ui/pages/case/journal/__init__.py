"""日志: every event; voiding and recording others."""
