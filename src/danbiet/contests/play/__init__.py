"""The rush: papers, starts and submissions in a small process of its own (docs/contest-job.md, "The rush").

No Django request, no session, no model: signed tokens, one connection that writes, one that reads.
"""
