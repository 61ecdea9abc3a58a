"""One module per command: arguments and exit codes. Heavy imports wait until a command runs."""
