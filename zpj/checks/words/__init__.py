"""Rules over slips of the pen, texts that break off, and wording."""
