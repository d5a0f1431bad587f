"""Classes: dated sessions with seats, and who comes."""
