"""How fast the program is, as ratios against the least that could serve the same pages, measured in the same run."""
