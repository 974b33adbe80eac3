"""Service (送达): its methods and their proof, attempts that failed, what binds each service."""
