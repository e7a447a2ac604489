"""The page on which a lead sets a project's webhook."""
