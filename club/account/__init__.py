"""Signing in and one's own account: password, second factor, sign-ins, messages, language and theme."""
