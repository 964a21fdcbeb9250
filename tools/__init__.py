"""What `./peer` is made of: the standard library alone, one question a file."""
