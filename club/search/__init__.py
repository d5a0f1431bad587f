"""Search: what somebody in a firm may read, found by its words in either language."""
