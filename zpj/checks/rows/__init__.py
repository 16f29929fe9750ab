"""Rules over the rows of a form against what the paper tells of them elsewhere: goals, results, names, kinds."""
