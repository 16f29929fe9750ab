"""Rules over the names of projects, offices, places and documents that stand in a paper in two ways."""
