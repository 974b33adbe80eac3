"""What happens to a decision after it was made: the office itself, the courts, enforcement."""
