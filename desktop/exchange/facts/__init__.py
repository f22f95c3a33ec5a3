"""Finding values and their places in what the readers read."""
