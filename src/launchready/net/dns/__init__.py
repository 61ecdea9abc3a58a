"""A stub resolver of our own: any server and port, every packet counted, nothing believed."""
