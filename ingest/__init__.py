"""Reports read into sections, passages and figures, and kept in a searchable index."""
