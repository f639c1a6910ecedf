// Forms that a passkey fills in: `data-passkey` says create or get, `data-options` the element with the server's options (else they
// are fetched from the form's address). Without scripts, or where the browser has no passkeys, the forms stay hidden.
const json = window.webauthnJSON;

async function optionsOf(form) {
  const place = form.dataset.options && document.getElementById(form.dataset.options);
  if (place) return JSON.parse(place.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

async function made(form) {
  const given = await optionsOf(form);
  if (form.dataset.passkey === "get") return json.get(given.request_options);
  const options = structuredClone(given.creation_options);
  const alone = form.elements.passwordless?.checked ?? false;
  const wanted = options.publicKey.authenticatorSelection;
  wanted.residentKey = alone ? "required" : "discouraged";
  wanted.requireResidentKey = alone;
  if (alone) wanted.userVerification = "required";
  return json.create(options);
}

async function fill(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await made(form));
    form.submit();
  } catch {
    failed.hidden = false; // cancelled, timed out, or no key of this person on this device
  }
}

if (json?.supported()) {
  for (const none of document.querySelectorAll("[data-passkey-none]")) none.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("[data-passkey-go]")?.addEventListener("click", () => fill(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      fill(form);
    });
  }
}
