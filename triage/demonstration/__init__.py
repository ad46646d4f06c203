"""Two years of an invented county's life: told as stories, played by the verbs or written
in bulk, with the same result."""
