"""Random requests to a server: nothing that anybody sends makes it fail or grow."""
