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
    can = {ticket: parts for ticket, *parts in map(str.split, entries)}
    order = sorted(can, key=lambda ticket: sha256(record["seed"] + list_hash + ticket))
    left = [dict(place) for place in record["places"]]
    result = []
    for ticket in order:
        for place in left:
            if place["places"] and (can[ticket] == ["any"] or place["part"] in can[ticket]):
                place["places"] -= 1
                result.append((ticket, place["starts_at"]))
                break
        else:
            result.append((ticket, "waiting"))
    return list_hash, result


for line in Path(sys.argv[1]).read_text().splitlines():
    record = json.loads(line)
    list_hash, result = recompute(record)
    published = [(ticket, record["given"].get(ticket, "waiting")) for ticket in record["order"]]
    seed_fits = sha256(record["seed"]) == record["commitment"]
    fits = seed_fits and list_hash == record["list_hash"] and result == published
    print("draw", record["draw"], list_hash, "the same" if fits else "NOT THE SAME")
    for ticket, place in result:
        print(ticket, place)
