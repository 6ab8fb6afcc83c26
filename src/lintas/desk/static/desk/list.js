// A list to walk through with j and k; Enter opens what has the focus, as a link does anyway.
const links = () => [...document.querySelectorAll("[data-row]")];

document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  const all = links();
  const next = all[Math.min(Math.max(all.indexOf(document.activeElement) + step, 0), all.length - 1)];
  next?.focus();
});
