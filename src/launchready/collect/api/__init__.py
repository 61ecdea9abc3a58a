"""Look at how programs and strangers are received: bodies, doors, bursts, health."""
