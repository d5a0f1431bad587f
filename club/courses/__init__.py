"""Courses: taught material in modules and lessons."""
