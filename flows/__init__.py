"""The stages put together: without Prefect in pipeline.py, with it in poll.py and backfill.py."""
