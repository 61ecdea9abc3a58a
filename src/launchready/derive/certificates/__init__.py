"""What certificates say, and who may issue them."""
