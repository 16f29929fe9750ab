"""Rules over days, years, terms and the order of events."""
