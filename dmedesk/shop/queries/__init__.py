"""The read side of the shop itself: letterhead and numbering, people and rights, policies, days."""
