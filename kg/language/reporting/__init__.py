"""Who says what: frames of reporting, what they report, and what goes on without one."""
