"""Copies: a text outside of the program, on paper, in Word or in Excel, and how it comes back."""
