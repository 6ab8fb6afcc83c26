"""A bucket of a store that speaks S3, whoever runs it."""

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lintas.attachments.ports import StoreAway
from lintas.env import S3Address

ABSENT = {"NoSuchKey", "404", "NotFound"}


class S3Store:
    """An answered PUT is on the store's disks: that is what the protocol promises."""

    def __init__(self, address: S3Address, prefix: str) -> None:
        self.address, self.prefix = address, prefix

    def put(self, name: str, content: bytes) -> None:
        self._ask("put_object", Key=self._key(name), Body=content)

    def open(self, name: str) -> BinaryIO:
        found = self._ask("get_object", Key=self._key(name))
        try:
            return io.BytesIO(found["Body"].read())  # no larger than an upload may be
        except BotoCoreError as trouble:
            raise StoreAway(str(trouble)) from trouble

    def delete(self, name: str) -> None:
        self._ask("delete_object", Key=self._key(name))

    def names(self) -> Iterator[tuple[str, datetime]]:
        more: dict[str, str] = {}
        while True:
            page = self._ask("list_objects_v2", Prefix=f"{self.prefix}/", **more)
            for one in page.get("Contents", []):
                yield one["Key"].removeprefix(f"{self.prefix}/"), one["LastModified"]
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}"

    def _ask(self, what: str, **more: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(_client(self.address), what)(
                Bucket=self.address.bucket, **more
            )
        except ClientError as refusal:
            if refusal.response.get("Error", {}).get("Code") in ABSENT:
                raise FileNotFoundError(more.get("Key", "")) from refusal
            raise StoreAway(str(refusal)) from refusal
        except BotoCoreError as trouble:
            raise StoreAway(str(trouble)) from trouble
        return answer


@cache
def _client(address: S3Address) -> Any:
    """One for all threads. Checksums only where asked for: not every store knows Amazon's new."""
    return boto3.client(
        "s3",
        endpoint_url=address.endpoint or None,
        region_name=address.region,
        aws_access_key_id=address.key,
        aws_secret_access_key=address.secret,
        config=Config(
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "max_attempts": 3},
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
