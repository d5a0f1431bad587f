"""What slices stand on; knows no slice."""
