"""The front page and the directory of members."""
