// The form for a question: what is typed is kept in this device until the receipt is shown, photos are made smaller before
// they travel, and the device proves by counting that no program sends the form (then the sum need not be solved).
import { watch } from "./fits.js";

const DRAFT = "danbiet:question";
const DAY = 24 * 3600 * 1000; // as long as the form's own key is good
const CONTACT = ["name", "phone", "email"]; // kept beyond this tab only while a form waits to be sent: computers are shared
const SIDE = 2400; // points of a photo's longer side: every stamp on a paper stays readable
const LIGHT = 1_500_000; // bytes a photo may have to travel as it is
const AT_ONCE = 8;
const form = document.querySelector("form[data-ask]");

function read(place) {
  const found = JSON.parse(place.getItem(DRAFT));
  return found && Date.now() - found.at < DAY ? found.values : null;
}

function stored() {
  try {
    const [kept, here] = [read(localStorage), read(sessionStorage)];
    return kept || here ? { ...kept, ...here } : null;
  } catch {
    return null;
  }
}

function store(values, isWaiting = false) {
  try {
    if (values) {
      const words = Object.fromEntries(Object.entries(values).filter(([name]) => isWaiting || !CONTACT.includes(name)));
      sessionStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), values }));
      localStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), values: words }));
    } else for (const place of [sessionStorage, localStorage]) place.removeItem(DRAFT);
  } catch {
    // no room or not allowed: the form works without
  }
}

// The draft

function fields() {
  return [...form.elements].filter((one) => one.name && !["hidden", "file", "submit", "button"].includes(one.type) && !["website", "sum", "drop"].includes(one.name));
}

function keepDraft() {
  const bar = form.querySelector("[data-draft]");
  const kept = stored();
  let isBack = false;
  if (kept) {
    for (const field of fields()) {
      const value = kept[field.name];
      if (field.type === "checkbox") {
        if (value && !field.checked) field.checked = isBack = true;
      } else if (value && !field.value) {
        field.value = value;
        isBack = true;
      }
    }
  }
  bar.hidden = !isBack || Boolean(form.querySelector(".errors"));
  bar.querySelector("[data-draft-drop]").addEventListener("click", () => {
    store(null);
    for (const field of fields()) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    bar.hidden = true;
    fields()[0].focus();
  });
  const save = (event) => {
    const values = Object.fromEntries(fields().map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
    store(Object.values(values).some(Boolean) ? values : null, event.type === "submit");
  };
  for (const name of ["input", "change", "submit"]) form.addEventListener(name, save);
}

// The work

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));

async function tried(counter, nonce, salt, { cost, keyLength }) {
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: cost }, key, keyLength * 8));
}

async function solved(challenge) {
  const { parameters } = challenge;
  const nonce = bytes(parameters.nonce), salt = bytes(parameters.salt);
  for (let counter = 0; ; counter += AT_ONCE) {
    const keys = await Promise.all(Array.from({ length: AT_ONCE }, (_, place) => tried(counter + place, nonce, salt, parameters)));
    const place = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (place >= 0) return btoa(JSON.stringify({ challenge, solution: { counter: counter + place, derivedKey: keys[place] } }));
  }
}

function canWork() {
  return Boolean(globalThis.crypto?.subtle); // only over HTTPS or on this machine; otherwise the sum is solved
}

function beginWork() {
  const box = form.elements.altcha;
  let work = box.value ? Promise.resolve() : null;
  const begin = () => {
    work ??= solved(JSON.parse(document.getElementById("viec").textContent)).then((payload) => {
      box.value = payload;
    });
    return work;
  };
  form.addEventListener("focusin", begin, { once: true });
  form.querySelector("[data-sum]").hidden = true;
  return begin;
}

// Photos

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= LIGHT) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // a kind this browser cannot read: the server says what to do
  }
}

function shrinkPhotos() {
  const input = form.elements.uploads;
  const said = form.querySelector("[data-smaller]");
  let running = Promise.resolve();
  input.addEventListener("change", () => {
    const files = [...input.files];
    if (!files.some((file) => file.type.startsWith("image/") && file.size > LIGHT)) return;
    said.textContent = said.dataset.words;
    said.hidden = false;
    running = Promise.all(files.map(smaller)).then((made) => {
      const bag = new DataTransfer();
      for (const file of made) bag.items.add(file);
      input.files = bag.files;
      said.hidden = true;
    });
  });
  return () => running;
}

// Sending

function send(begin, photos) {
  const counting = form.querySelector("[data-counting]");
  const offline = form.querySelector("[data-offline]");
  const button = form.querySelector("[data-send]");
  let isReady = false;
  window.addEventListener("online", () => (offline.hidden = true));
  window.addEventListener("offline", () => (offline.hidden = false));
  window.addEventListener("pageshow", () => button.removeAttribute("aria-busy")); // back from a page that failed
  form.addEventListener("submit", async (event) => {
    if (isReady) {
      isReady = false;
      return;
    }
    event.preventDefault();
    if (navigator.onLine === false) {
      offline.hidden = false;
      return;
    }
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    counting.textContent = counting.dataset.words;
    counting.hidden = Boolean(form.elements.altcha.value);
    await photos();
    if (begin) await begin();
    await new Promise((done) => setTimeout(done)); // a form is not sent again while it is being sent
    counting.hidden = true;
    isReady = true;
    form.requestSubmit(button);
  });
}

if (document.querySelector("[data-acknowledged]")) store(null);
if (form) {
  keepDraft();
  watch(form.elements.subject, form.querySelector("[data-fits]"), form.dataset.suggestUrl);
  send(canWork() ? beginWork() : null, shrinkPhotos());
}
