"""Files that people bring into a case: taken in, told apart, turned, split, put together."""
