"""The shipped report and its metadata (data only)."""
