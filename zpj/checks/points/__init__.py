"""Rules over the points a filed report gives: its tables of scores, standards, bands, and the points it tells."""
