"""What people fill in about a plan."""
