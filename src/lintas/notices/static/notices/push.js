// Asks the browser for an address of its push service and brings it to the form.
const form = document.getElementById("device");

function bytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

if (form && "serviceWorker" in navigator && "PushManager" in window) {
  const [button, note] = [form.querySelector("button"), document.getElementById("device-trouble")];
  note.hidden = true;
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.subscription.value) return;
    event.preventDefault();
    try {
      const { pushManager } = await navigator.serviceWorker.ready;
      const key = bytes(form.dataset.key);
      const found = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      form.elements.subscription.value = JSON.stringify(found);
      form.submit();
    } catch {
      note.textContent = note.dataset.denied;
      note.hidden = false;
    }
  });
}
