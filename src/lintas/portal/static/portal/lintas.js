// Small comforts on every page; each page is whole without them.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
// The summary of what to mend takes the focus, as a page that has just changed should say so.
document.querySelector(".summary")?.focus();
// The menu closes on Escape and when somebody moves on.
const menu = document.querySelector(".menu");
if (menu) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
