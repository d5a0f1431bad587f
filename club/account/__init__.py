"""What a reader sets without an account: language and theme; sign-in and one's own account."""
