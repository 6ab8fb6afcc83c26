// Keys for people who work all day: every form or link with data-key answers to that key.
// [data-hint] only tells of a key that something else answers to. Escape leaves a field.
// What cannot be taken back, [data-careful], is only brought under the finger: Enter does it.
const marked = () => [...document.querySelectorAll("[data-key]")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const map = document.getElementById("keymap");

function act(element) {
  if (element.matches("input, textarea, select, [data-careful]")) element.focus();
  else if (!element.matches("details[open] > summary")) element.click();
  if (element.matches("summary")) element.parentElement.querySelector("select, input:not([type=hidden]), textarea")?.focus();
}

// As it is written on the button; "spasi" is a name of ours, in one language.
function keyOf(element) {
  const { key, hint } = element.dataset;
  return key ? element.querySelector("kbd")?.textContent || key.toUpperCase() : hint;
}

function wordsOf(element) {
  if (element.dataset.label) return element.dataset.label;
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.trim();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (map.open) return;
  if (event.key === "?") {
    document.getElementById("keymap-list").replaceChildren(
      ...[...document.querySelectorAll("[data-key], [data-hint]")].flatMap((element) => {
        const key = document.createElement("dt");
        const what = document.createElement("dd");
        key.textContent = keyOf(element);
        if ("careful" in element.dataset) key.textContent += ", Enter";
        what.textContent = wordsOf(element);
        return [key, what];
      }),
    );
    map.showModal();
    return;
  }
  const wanted = event.key === " " ? "spasi" : event.key.toLowerCase();
  const found = marked().find((element) => element.dataset.key.toLowerCase() === wanted && !element.disabled);
  if (!found) return;
  event.preventDefault();
  act(found);
});
