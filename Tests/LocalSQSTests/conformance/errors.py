"""What a refused request says."""

import contextlib

import pytest
from botocore.exceptions import ClientError

PREFIX = "AWS.SimpleQueueService."


@contextlib.contextmanager
def refused(code, status=400):
    """Expects an error by its code, with or without the prefix that some codes have."""
    with pytest.raises(ClientError) as caught:
        yield
    response = caught.value.response
    assert response["Error"]["Code"].removeprefix(PREFIX) == code
    assert response["ResponseMetadata"]["HTTPStatusCode"] == status
