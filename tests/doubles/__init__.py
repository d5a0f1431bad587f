"""Doubles of what stands outside: they behave, and are held to the outside’s own specification."""
