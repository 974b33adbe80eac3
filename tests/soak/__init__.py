"""The long tests, run by `dev.py soak` before an issue is closed; each prints its figures."""
