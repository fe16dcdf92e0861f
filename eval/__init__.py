"""Many questions asked and graded."""
