"""Services that the product needs of others."""
