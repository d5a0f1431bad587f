"""Club: members, talks and living documents for e-commerce training clubs."""
