"""Growth: where people stand on a ladder and what they do each day."""
