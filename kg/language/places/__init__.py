"""Where: mentions of places, and which known place each one is."""
