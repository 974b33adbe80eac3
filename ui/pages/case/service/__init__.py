"""送达: what was served on whom, how, with what proof."""
