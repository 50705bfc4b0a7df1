"""How many and when: numerals, what they count, how they are qualified, and dates."""
