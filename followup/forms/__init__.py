"""What a person may enter, one noun a file."""
