"""The yardstick: the least Flask, SQLAlchemy and Jinja that serves pages of the same kind and size."""
