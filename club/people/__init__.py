"""People: accounts of the installation, sign-in, second factor, sessions."""
