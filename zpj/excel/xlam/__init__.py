"""Makes the add-in file zpj.xlam from text, on any system, the same bytes everywhere."""
