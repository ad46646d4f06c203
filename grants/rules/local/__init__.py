"""The partnership's own tests: who gets help under its published policy, by the same machinery."""
