"""What the pages hold and what search engines are told."""
