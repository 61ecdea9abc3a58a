"""A PostgreSQL of our own, on which new migrations are tried. Never a user's database."""
