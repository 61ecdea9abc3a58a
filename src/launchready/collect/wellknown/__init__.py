"""Files at well-known places."""
