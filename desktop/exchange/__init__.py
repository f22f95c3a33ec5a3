"""Reading foreign files into proposals that the officer accepts or refuses."""
