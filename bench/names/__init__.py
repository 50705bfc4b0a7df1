"""Training and measuring the statistical model of names on GermEval 2014."""
