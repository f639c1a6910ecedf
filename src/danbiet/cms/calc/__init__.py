"""Reading what is written in files. No Django, and never in the process that serves people: see `child`."""
