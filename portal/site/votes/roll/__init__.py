"""Correcting the roll of an open vote: whom it is about, and what everyone reads."""
