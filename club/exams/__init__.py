"""Exams: sitting one, what came of it, and who passed."""
