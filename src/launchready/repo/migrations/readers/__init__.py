"""One reader a tool: files in, scripts in the order they run out."""
