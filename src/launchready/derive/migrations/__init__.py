"""SQL of migrations: statements, what they do, and what to write instead."""
