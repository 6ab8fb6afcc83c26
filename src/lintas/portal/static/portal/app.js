// Makes the site installable and readable offline; takes readers to the list of troubles.
if ("serviceWorker" in navigator) {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => serviceWorker.controller?.postMessage("opened"));
  serviceWorker.register("/sw.js").catch(() => {});
}
document.querySelector(".summary[tabindex]")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
