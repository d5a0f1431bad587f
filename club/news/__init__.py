"""News: the club's own articles."""
