"""Experiments that try to break a promise; they run outside CI and leave their figures in docs/drills.md."""
