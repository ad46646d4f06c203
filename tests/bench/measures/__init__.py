"""One module a measure, named like its bar; each has `measure`, which says what came of it.

It is handed the run's world, and imported after Django is set up.
"""
