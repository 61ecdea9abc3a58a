"""Take an app from demo to launch, safely."""

__version__ = "0.1.0"
