"""A whole book read in again: keys made anew, every value looked at."""
