"""A synthetic country: so many units in so many seasons a year, forty criteria each, every figure made up."""
