"""The parties of a case as they change: who has left it, who must take part."""
