"""Inside Excel: worksheet functions, ribbon buttons, and the add-in file that carries them."""
