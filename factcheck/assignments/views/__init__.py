"""The pages of the work that is given out."""
