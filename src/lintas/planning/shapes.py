"""The plans that offices make by rule, to be beaten. Pure.

So many people over so many slots; `counters` of them are served at once, so each rule is read
for as many lines side by side.
"""

from lintas.planning.phases import Clinic, Plan


def equal_spacing(clinic: Clinic, people: int) -> Plan:
    """As evenly as whole numbers go, from the first slot on."""
    slots = clinic.slots
    return tuple(-(-people * (n + 1) // slots) - -(-people * n // slots) for n in range(slots))


def blocks(clinic: Clinic, people: int, size: int) -> Plan:
    """Groups of `size` for each counter, evenly spaced."""
    group = size * clinic.counters
    groups = -(-people // group)
    found = [0] * clinic.slots
    for nth in range(groups):
        found[nth * clinic.slots // groups] += min(group, people - nth * group)
    return tuple(found)


def blocks_of_two(clinic: Clinic, people: int) -> Plan:
    return blocks(clinic, people, 2)


def bailey_welch(clinic: Clinic, people: int) -> Plan:
    """Two for each counter at the beginning, then one each time a mean service has passed.

    Source: Bailey 1952, Welch and Bailey 1952. Who would come after the last slot comes at it.
    """
    found = [0] * clinic.slots
    every = clinic.service_minutes / clinic.counters
    for nth in range(people):
        at = max(0, nth + 1 - 2 * clinic.counters) * every
        found[min(clinic.slots - 1, int(at / clinic.slot_minutes + 1e-9))] += 1
    return tuple(found)


RULES = {
    "Bailey-Welch": bailey_welch,
    "equal spacing": equal_spacing,
    "blocks of two": blocks_of_two,
}
