"""Gates: what the law asks before an act that binds a party. Data, checks, and their asked."""
