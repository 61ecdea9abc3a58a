"""Which variables the code reads, language by language; code is parsed and never run."""
