"""What a reviewer would object to: one function per check, grouped in families, all in one catalogue."""
