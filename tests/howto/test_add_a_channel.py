"""The how-to is right: its file and its line make a channel that proves an address and delivers."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lintas.env import ROOT
from tests.simulators.messaging import Office

pytestmark = pytest.mark.on_sqlite
HOWTO = ROOT / "docs" / "howto" / "add-a-channel.md"
BLOCK = re.compile(r"^```\w+ file=(\S+)( line)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BEHIND = '        "push.Push",\n'

WALK = """
import re
from django.core.management import call_command
call_command("migrate", verbosity=0)
from lintas.accounts.models import Account
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.notices import way_commands
from lintas.notices.commands import notify
from lintas.notices.models import Notice, Sending
from lintas.notices.previews import previews_of
from lintas.notices.tasks import deliver

at, me = clock.now(), system("howto")
account = Account.objects.create(phone="+6281234567890", opened_at=at).pk
way_commands.ask_code(account_id=account, name="ntfy", typed="contohtopik", actor=me, at=at)
deliver.call(str(Sending.objects.get(channel="ntfy").pk))
code = re.search(r"[0-9]{6}", Notice.objects.get().body).group()
way_commands.enter_code(account_id=account, name="ntfy", code=code, actor=me, at=at)
facts = {"number": "MTW-26-7K3Q9", "office": "Kantor", "town": "Contoh"}
notify(notice_id=new_id(), account_id=account, template="ready", facts=facts, case=None, actor=me,
       at=at)
sending = Sending.objects.get(notice__template="ready")
Sending.objects.filter(pk=sending.pk).update(due_at=at)
deliver.call(str(sending.pk))
sending.refresh_from_db()
print("STATE", sending.channel, sending.state)
print("PREVIEW", "ntfy" in {str(p.channel) for p in previews_of("ready")})
"""


def test_one_file_and_one_line_are_a_channel(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    blocks = BLOCK.findall(HOWTO.read_text())
    assert [bool(line) for _file, line, _text in blocks] == [False, True]
    for name, line, text in blocks:
        file = tmp_path / name
        if line:
            before = file.read_text()
            assert before.count(BEHIND) == 1
            file.write_text(before.replace(BEHIND, BEHIND + text))
        else:
            assert not file.exists()
            file.write_text(text)
    (tmp_path / "walk.py").write_text("import django\ndjango.setup()\n" + WALK)
    with Office() as office:
        printed = walked(tmp_path, office.url)
        calls = [office.calls.get(timeout=5) for _ in range(2)]
    assert "STATE ntfy sent" in printed
    assert "PREVIEW True" in printed
    assert [call.headers["Authorization"] for call in calls] == ["Bearer s"] * 2
    assert b"Siap diambil" in calls[1].body


def walked(folder: Path, place: str) -> str:
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(folder / "src"),
        "DJANGO_SETTINGS_MODULE": "lintas.settings",
        "LINTAS_DATA": str(folder / "data"),
        "LINTAS_DEMO": "0",
        "DATABASE_URL": "",
        "LINTAS_CHANNEL_NTFY_URL": place,
        "LINTAS_CHANNEL_NTFY_TOKEN": "s",
    }
    done = subprocess.run(
        [sys.executable, str(folder / "walk.py")], env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
