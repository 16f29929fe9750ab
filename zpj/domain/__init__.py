"""Terms, numbers and rules of the field; standard library only."""
