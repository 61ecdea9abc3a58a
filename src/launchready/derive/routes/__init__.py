"""Which addresses the code serves, told by how each framework is written."""
