"""Rules over how many there are, in sentences, lists and tables."""
