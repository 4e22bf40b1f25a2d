"""The press: a small made-up world of outlets on loopback, for the demonstration, tests, faults and benchmarks.

    story, sites   what is written (YAML), and where it stands
    world, truth   what stands where at a moment; what a reader ought to find there
    render, lists  the pages; the feeds, indexes, sitemaps and robots.txt that point to them
    edition        everything that is served at a moment, by host and path
    server         one HTTP server for all hosts, with a clock that can be moved
    others         doubles of all other outlets, made from their files
    outlets        the pipeline's outlet files, pointed at the press

All of it is invented. The same moment always gives the same bytes.
"""
