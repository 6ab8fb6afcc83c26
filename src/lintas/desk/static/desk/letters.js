// Counts the letters of a field with data-most while it is typed; nothing is cut off.
for (const field of document.querySelectorAll("[data-most]")) {
  const said = document.getElementById(field.id + "-hint").querySelector("[data-count]");
  const count = () => {
    const left = Number(field.dataset.most) - [...field.value.trim()].length;
    said.textContent = (left < 0 ? said.dataset.over : said.dataset.left).replace("{n}", Math.abs(left));
    said.classList.toggle("trouble", left < 0);
  };
  field.addEventListener("input", count);
  count();
}
