"""What is written to people: the kinds of letter, how one reads, and its PDF."""
