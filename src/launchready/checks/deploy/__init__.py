"""How releases are made, and taken back."""
