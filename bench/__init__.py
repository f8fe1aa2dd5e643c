"""Measurements of speed as ratios: what the portal takes over what a hand-written floor takes, in the same run."""
