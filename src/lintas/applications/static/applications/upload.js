// Sends a chosen file at once, so that choosing is all one has to do; the button stays for
// browsers without scripts and for trying again.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const send = () => {
    if (!input.files.length) return;
    form.setAttribute("aria-busy", "true");
    form.requestSubmit();
  };
  input.addEventListener("change", send);
  send(); // on a slow link a file is chosen before this script has come
}
