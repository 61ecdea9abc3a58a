"""What load measurements come to."""
