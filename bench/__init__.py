"""What is measured, and how: each module measures against a floor in the same run on the same machine."""
