"""One contract for every place where bytes may lie: a folder, and a real S3 server run here."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from lintas.attachments.ports import BlobStore, StoreAway
from lintas.attachments.queries import open_attachment
from lintas.attachments.stores.folder import FolderStore
from lintas.attachments.stores.s3 import S3Store
from lintas.env import S3Address
from lintas.invariants import broken
from tests.attachments.cast import stored
from tests.attachments.pictures import picture
from tests.running import until
from tools.postgres import free_port

NAME = "ab" * 32


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Address]:
    """rclone's S3 server over a folder: signed requests, on a disk, nothing of ours in it."""
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    (folder / "lintas").mkdir()
    program = Path(sys.executable).with_name("rclone")
    where = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [program, "serve", "s3", "--addr", where, "--auth-key", "key,secret", str(folder)],
        env={"HOME": str(folder), "PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = S3Address(f"http://{where}", "lintas", "key", "secret", "us-east-1")
    asking = boto3.client(
        "s3",
        endpoint_url=found.endpoint,
        region_name=found.region,
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        config=Config(retries={"max_attempts": 1}),
    )

    def answers() -> bool:
        try:
            asking.list_buckets()
        except Exception:
            return False
        return True

    try:
        until("the S3 server answers", answers)
        yield found
    finally:
        server.kill()
        server.wait()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "files")
    return S3Store(request.getfixturevalue("address"), f"room-{tmp_path.name}")


def test_the_contract(store: BlobStore) -> None:
    assert list(store.names()) == []
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    store.delete(NAME)
    content = os.urandom(300_000)
    for _ in range(2):
        store.put(NAME, content)
    with store.open(NAME) as file:
        assert file.seek(0, os.SEEK_END) == len(content)
        file.seek(1000)
        assert file.read(10) == content[1000:1010]
    ((name, age),) = store.names()
    assert name == NAME
    assert abs(age - datetime.now(UTC)) < timedelta(minutes=1)
    store.put("cd" * 32, b"")
    assert sorted(n for n, _ in store.names()) == [NAME, "cd" * 32]
    store.delete(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    assert [n for n, _ in store.names()] == ["cd" * 32]


def test_more_names_than_one_answer_holds(address: S3Address) -> None:
    store = S3Store(address, "many")
    names = [f"{n:064x}" for n in range(1100)]
    for name in names:
        store.put(name, b"x")
    assert sorted(n for n, _ in store.names()) == names


@pytest.mark.parametrize(
    "wrong",
    [{"endpoint": "http://127.0.0.1:1"}, {"secret": "guessed"}, {"bucket": "other"}],
    ids=["nobody there", "wrong secret", "no bucket"],
)
def test_a_store_that_does_not_answer_is_away(address: S3Address, wrong: dict[str, str]) -> None:
    store = S3Store(S3Address(**{**vars(address), **wrong}), "files")
    with pytest.raises(StoreAway):
        store.put(NAME, b"x")


@pytest.mark.django_db
def test_uploads_go_through_the_bucket_and_nothing_lies_here(
    address: S3Address, at: datetime, settings: object
) -> None:
    settings.S3 = address
    found = stored(picture(), at)
    assert found is not None
    assert open_attachment(found.id)[0].read()[:2] == b"\xff\xd8"
    assert len(list(S3Store(address, "files").names())) == 2
    assert list(S3Store(address, "quarantine").names()) == []
    assert not Path(settings.MEDIA_ROOT).exists()
    assert not Path(settings.QUARANTINE_ROOT).exists()
    assert list(broken()) == []


def test_a_killed_write_leaves_no_half_file_under_a_right_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / f"{NAME}.abcd").write_bytes(b"half")
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    ((name, _),) = store.names()
    store.delete(name)
    assert list(store.names()) == []
