"""What a program that imports server.py gets."""


def test_app_is_named_after_its_file(app):
    assert app.import_name == "server"


def test_import_does_not_start_the_server(starts_at_import):
    assert not starts_at_import, "app.run() was called."
