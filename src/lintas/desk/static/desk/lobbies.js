// Keeps the numbers of the lobbies fresh; what somebody is typing stays as it is.
const { every } = document.getElementById("live").dataset;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelectorAll("dl.facts");
    const shown = document.querySelectorAll("dl.facts");
    if (fresh.length !== shown.length) return location.reload();
    shown.forEach((list, nth) => list.replaceChildren(...fresh[nth].childNodes));
  } catch {
    // Offline: the last numbers stay.
  }
}, Number(every) * 1000);
