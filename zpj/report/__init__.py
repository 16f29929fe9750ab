"""Word reports: context from the data, Chinese Jinja templates, official layout."""
