"""Reading what a plan needs to know and what it says."""
