"""Living documents: one engine for every kind of versioned text."""
