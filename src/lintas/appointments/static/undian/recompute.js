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
  const left = record.places.map((place) => ({ ...place, shares: { ...place.shares } }));
  const given = new Map();
  for (const turn of ["shares first", "then all"]) {
    for (const ticket of order.filter((one) => !given.has(one))) {
      const words = can.get(ticket);
      const share = (place) => words.find((word) => word[0] === "+" && place.shares[word.slice(1)])?.slice(1);
      const comes = (place) => words.includes("any") || words.includes(place.part);
      const place = left.find((one) => one.places && comes(one) && (share(one) || turn === "then all"));
      if (!place) continue;
      if (turn === "shares first") place.shares[share(place)] -= 1;
      place.places -= 1;
      given.set(ticket, place.starts_at);
    }
  }
  return [listHash, order.map((ticket) => [ticket, given.get(ticket) ?? "waiting"])];
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
