"""Talks: what members shared, with transcripts."""
