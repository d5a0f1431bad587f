"""Acknowledgements: who is to read and sign which text, who did, and who reads a change again."""
