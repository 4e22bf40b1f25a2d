"""The fault matrix: every fault ends as it must, in time, and nothing but the hostile server is dialled."""

from __future__ import annotations

from benchmarks import fault_matrix


async def test_every_fault_ends_as_it_must() -> None:
    matrix = await fault_matrix.run()
    assert len(matrix.ends) >= 60
    assert len({end.name for end in matrix.ends}) == len(matrix.ends)
    assert [end for end in matrix.ends if not end.right] == []
    assert matrix.dialled == []
    assert [end.name for end in matrix.ends if end.outcome != "ok" and not end.reason] == []


async def test_the_matrix_would_notice_a_private_connection() -> None:
    """The watch sees what it must see: here a connection that the guard would have refused."""
    import socket

    dialled = fault_matrix._watch()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()):
            pass
    assert dialled == [listener_name for listener_name in dialled if listener_name[0] == "127.0.0.1"]
    assert len(dialled) == 1
