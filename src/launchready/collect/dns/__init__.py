"""Ways to look at names: records, servers, signatures, registration."""
