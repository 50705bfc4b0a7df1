"""Who is named: mentions of persons, bodies, groups and states, and which known actor each one is."""
