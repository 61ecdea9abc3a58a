"""DNS, HTTP and TLS as this product needs them: measured, counted, bounded."""
