"""The other way of a comparison: its changes alone make the new programme of the old one."""
