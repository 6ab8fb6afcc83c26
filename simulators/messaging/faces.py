"""The four faces: each answers as the real thing would, and reports as it is told to behave."""

import hashlib
import hmac
import json
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from simulators.messaging.world import Reply, World

Fields = dict[str, str]


def as_json(status: int, data: object) -> Reply:
    return Reply(status, json.dumps(data).encode())


def plain(status: int, text: str) -> Reply:
    return Reply(status, text.encode(), "text/plain")


def sendsms(world: World, asked: Fields) -> Reply:
    """Kannel's sendsms: 202 when taken, 403 for a wrong password, 503 when it cannot now."""
    mode = world.modes["sms"]
    if asked.get("password") != world.secret:
        return plain(403, "Authorization failed for sendsms")
    if mode == "down":
        return plain(503, "Temporal failure, try again later.")
    if mode == "refuse" or not asked.get("to") or "text" not in asked:
        return plain(400, "Missing receiver number, rejected")
    more = {"coding": asked.get("coding", "0"), "from": asked.get("from", "")}
    world.take("sms", asked["to"], asked["text"], more)
    wanted = int(asked.get("dlr-mask", "0"))

    def tell(state: str) -> None:
        kind = 1 if state == "delivered" else 2
        if wanted & kind:
            world.call(asked["dlr-url"].replace("%d", str(kind)))

    world.report("sms", tell)
    return plain(202, "0: Accepted for delivery")


def say_sms(world: World, sender: str, text: str) -> str:
    """A word from a telephone, as an sms-service's get-url brings it."""
    query = urlencode({"from": sender, "text": text, "token": world.secret})
    return world.call(f"{world.site}/callbacks/notices/sms/?{query}")


def whatsapp(world: World, bearer: str, body: bytes) -> Reply:
    mode = world.modes["whatsapp"]
    if bearer != f"Bearer {world.secret}":
        return as_json(401, {"error": {"code": 190, "message": "Invalid OAuth access token."}})
    if mode == "down":
        return as_json(500, {"error": {"code": 131000, "message": "Something went wrong"}})
    data = json.loads(body)
    if mode == "refuse":
        return as_json(400, {"error": {"code": 131026, "message": "Message undeliverable"}})
    template = data["template"]
    parameters = [p for c in template["components"] for p in c.get("parameters", ())]
    text = "; ".join(f"{p.get('parameter_name', 'code')}: {p['text']}" for p in parameters)
    world.take("whatsapp", data["to"], text, {"template": template["name"]})
    ref = f"wamid.{secrets.token_hex(12)}"
    ours = data.get("biz_opaque_callback_data")

    def tell(state: str) -> None:
        row: dict[str, Any] = {"id": ref, "status": state, "timestamp": str(int(time.time()))}
        row |= {"recipient_id": data["to"], "biz_opaque_callback_data": ours}
        if state == "failed":
            row["errors"] = [{"code": 131026, "title": "Message undeliverable"}]
        _signed(world, {"statuses": [row]})

    world.report("whatsapp", tell)
    return as_json(
        200, {"messaging_product": "whatsapp", "messages": [{"id": ref}], "contacts": []}
    )


def _signed(world: World, value: dict[str, Any]) -> str:
    """A webhook of Meta's, signed with the secret of the app."""
    news = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
    }
    body = json.dumps(news).encode()
    mark = hmac.new(world.secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={mark}"}
    return world.call(f"{world.site}/callbacks/notices/whatsapp/", body, headers)


def say_whatsapp(world: World, sender: str, text: str) -> str:
    row = {"from": sender.lstrip("+"), "id": "wamid.in", "type": "text", "text": {"body": text}}
    return _signed(world, {"messages": [row]})


def telegram(world: World, body: bytes) -> Reply:
    mode, data = world.modes["telegram"], json.loads(body)
    if mode == "down":
        return as_json(502, {"ok": False, "error_code": 502, "description": "Bad Gateway"})
    if mode in {"refuse", "undeliverable"}:
        words = "Forbidden: bot was blocked by the user"
        return as_json(403, {"ok": False, "error_code": 403, "description": words})
    world.take("telegram", str(data["chat_id"]), data["text"], {})
    result = {"message_id": world.number(), "chat": {"id": data["chat_id"]}, "text": data["text"]}
    return as_json(200, {"ok": True, "result": result})


def say_telegram(world: World, chat: str, text: str) -> str:
    """An update at the bot's webhook; what the bot answers is done at once."""
    message = {"message_id": world.number(), "chat": {"id": int(chat), "type": "private"}}
    body = json.dumps({"update_id": world.number(), "message": {**message, "text": text}}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Telegram-Bot-Api-Secret-Token": world.secret,
    }
    answer = world.call(f"{world.site}/callbacks/notices/telegram/", body, headers)
    if answer:
        reply = json.loads(answer)
        world.take("telegram", str(reply["chat_id"]), reply["text"], {"reply": True})
        return str(reply["text"])
    return ""


def push(world: World, place: str, headers: Fields, body: bytes) -> Reply:
    """RFC 8030: 201 with a place when kept, 410 when the app is gone."""
    mode = world.modes["push"]
    if mode == "down":
        return Reply(503)
    if mode in {"refuse", "undeliverable"}:
        return Reply(410)
    wanted = {"ttl", "content-encoding", "authorization"}
    if not wanted <= headers.keys():
        return Reply(400)
    kept = {name: headers[name] for name in wanted}
    world.take("push", place, "", {"body": body.hex(), "headers": kept})
    return Reply(201, headers={"Location": f"/message/{secrets.token_hex(8)}"})


def fields_of(path: str, body: bytes = b"") -> Fields:
    found = {**parse_qs(urlsplit(path).query), **parse_qs(body.decode(errors="replace"))}
    return {name: values[0] for name, values in found.items()}
