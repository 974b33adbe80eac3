"""Events by which the parties of a case change: who leaves it, who has to join, who follows."""
