"""The installation's own pages: its clubs and jobs, for its operator."""
