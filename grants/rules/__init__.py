"""The rules of grants: plain Python, dated figures beside it, every line with its source."""
