"""Lightbulb: one door, one visit, one record, one clock."""
