#!/usr/bin/env python3
"""Compute draws again: python3 recompute.py FILE. Each line of the file is a draw's record."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def recompute(record: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The hash of the list, and for each ticket in order the place it gets."""
    entries = sorted(record["entries"])
    list_hash = sha256("\n".join(entries))
    can = {ticket: words for ticket, *words in map(str.split, entries)}
    order = sorted(can, key=lambda ticket: sha256(record["seed"] + list_hash + ticket))
    left = [{**place, "shares": dict(place.get("shares", {}))} for place in record["places"]]
    given: dict[str, str] = {}
    for turn in ("shares first", "then all"):
        for ticket in order:
            shares = [word[1:] for word in can[ticket] if word[0] == "+"]
            for place in left if ticket not in given else []:
                comes = "any" in can[ticket] or place["part"] in can[ticket]
                share = next((one for one in shares if place["shares"].get(one)), None)
                if comes and place["places"] and (share or turn == "then all"):
                    place["places"] -= 1
                    if share and turn == "shares first":
                        place["shares"][share] -= 1
                    given[ticket] = place["starts_at"]
                    break
    return list_hash, [(ticket, given.get(ticket, "waiting")) for ticket in order]


for line in Path(sys.argv[1]).read_text().splitlines():
    record = json.loads(line)
    list_hash, result = recompute(record)
    published = [(ticket, record["given"].get(ticket, "waiting")) for ticket in record["order"]]
    seed_fits = sha256(record["seed"]) == record["commitment"]
    fits = seed_fits and list_hash == record["list_hash"] and result == published
    print("draw", record["draw"], list_hash, "the same" if fits else "NOT THE SAME")
    for ticket, place in result:
        print(ticket, place)
