"""Checks of mail: whether it arrives, whether it can be forged, whether it travels encrypted."""
