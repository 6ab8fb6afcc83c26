// Says while typing how far each line is and whether the check digits agree; the server judges.
// Source: ICAO Doc 9303 part 3 (weights 7, 3, 1), part 4 (where the digits stand on a passport).
const SPANS = [[0, 9], [13, 19], [21, 27], [28, 42]];
const digit = (text) => [...text].reduce(
  (sum, c, n) => sum + (c === "<" ? 0 : parseInt(c, 36)) * [7, 3, 1][n % 3], 0) % 10;
const agrees = (line) => SPANS.every(([first, after]) =>
  line[after] === String(digit(line.slice(first, after))) ||
  (line[after] === "<" && !line.slice(first, after).replaceAll("<", "")))
  && line[43] === String(digit(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 43)));

for (const field of document.querySelectorAll("textarea[data-mrz]")) {
  const says = document.querySelector(`[data-mrz-says="${field.name}"]`);
  const look = () => {
    const lines = field.value.toUpperCase().split(/\n/).map((l) => l.replace(/\s/g, "")).filter(Boolean);
    says.hidden = !lines.length;
    if (lines.length === 2 && lines[1].length === 44) {
      says.textContent = agrees(lines[1]) ? says.dataset.good : says.dataset.bad;
    } else {
      says.textContent = lines.map((l, n) =>
        says.dataset.count.replace("{line}", n + 1).replace("{count}", l.length)).join(" · ");
    }
  };
  field.addEventListener("input", look);
  look();
}
