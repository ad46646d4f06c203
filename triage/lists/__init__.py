"""Lists from practices of people who may be at risk at home: read, invited, answered, purged."""
