"""Speed and size against their limits; run by `dev.py bench`."""
