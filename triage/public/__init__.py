"""The pages for people without an account: asking for help, and how it is getting on."""
