// Compute draws again: node recompute.js FILE. Each line of the file is a draw's record.
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");

const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

// The hash of the list, and for each ticket in order the place it gets.
function recompute(record) {
  const entries = [...record.entries].sort();
  const listHash = sha256(entries.join("\n"));
  const can = new Map(entries.map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  const keys = new Map([...can.keys()].map((ticket) => [ticket, sha256(record.seed + listHash + ticket)]));
  const order = [...can.keys()].sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : 1));
  const left = record.places.map((place) => ({ ...place }));
  const result = order.map((ticket) => {
    const parts = can.get(ticket);
    const place = left.find((one) => one.places && (parts[0] === "any" || parts.includes(one.part)));
    if (place) place.places -= 1;
    return [ticket, place ? place.starts_at : "waiting"];
  });
  return [listHash, result];
}

const out = [];
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const record = JSON.parse(line);
  const [listHash, result] = recompute(record);
  const published = record.order.map((ticket) => [ticket, record.given[ticket] ?? "waiting"]);
  const seedFits = sha256(record.seed) === record.commitment;
  const same = JSON.stringify(result) === JSON.stringify(published);
  const fits = seedFits && listHash === record.list_hash && same;
  out.push(`draw ${record.draw} ${listHash} ${fits ? "the same" : "NOT THE SAME"}`);
  for (const [ticket, place] of result) out.push(`${ticket} ${place}`);
}
process.stdout.write(out.join("\n") + "\n");
