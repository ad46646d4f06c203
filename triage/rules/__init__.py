"""Where a referral should go and how soon: plain Python, read from tables."""
