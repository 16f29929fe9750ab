"""Rules over whose money it is: sources, levels, kinds and declared units."""
