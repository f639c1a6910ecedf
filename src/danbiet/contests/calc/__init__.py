"""The contest as arithmetic: rules, papers, marks, ranks, prizes, and their proof (docs/contest-bundle.md). No Django, no clock."""
