"""Tools for those who work on launchready: new checks, generated pages."""
