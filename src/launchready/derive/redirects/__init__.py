"""Where visitors are sent."""
