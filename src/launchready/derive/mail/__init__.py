"""What mail records mean: sender authentication, transport and who may send."""
