"""Rules over the arithmetic of sentences: sums, rates, averages, shares, units, told figures that do not add up."""
