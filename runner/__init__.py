"""Starts, checks and looks after the portal on one machine; standard library only, so it runs before any install."""
