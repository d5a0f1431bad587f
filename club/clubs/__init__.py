"""Clubs: the sites of an installation, their settings and their own people."""
