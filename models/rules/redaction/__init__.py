"""What is masked before a decision is made public: proposals, masks, and what leaks (art. 83)."""
