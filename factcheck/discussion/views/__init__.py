"""The pages of discussions, and the bell."""
