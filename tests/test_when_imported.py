"""What happens when another program imports server.py."""


def test_import_does_not_start_the_server(starts_at_import):
    assert not starts_at_import, "app.run() was called."
