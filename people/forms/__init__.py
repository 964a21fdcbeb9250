"""What a person may enter about people, bodies and logins. One file a noun."""
