"""What is done with the work that is given out."""
