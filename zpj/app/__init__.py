"""The use cases: what the command line, the ribbon and the worksheet functions call."""
