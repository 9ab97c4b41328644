class ServerProblem(Exception):  # noqa: N818  reads better where it is caught
    """An embedded server cannot be had; the message says why in one sentence."""
