// Forms with data-keep="key" never lose typed text. What is typed is written to this browser at once and offered again
// when the page comes back; it is dropped only after the server answered the sent form with another page (it saved).
// Passwords, files and hidden values are never kept. With data-keep-here the words say who somebody is: they stay in this tab
// and are gone with it, whoever sits down at the computer next.
const PREFIX = "danbiet:draft:";
const SENT = "danbiet:sent";

function fieldsOf(form) {
  return [...form.elements].filter((one) => one.name && !one.disabled && !["password", "file", "hidden", "submit", "button"].includes(one.type));
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
}

function setValue(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function slot(field, fields) {
  const same = fields.filter((one) => one.name === field.name);
  return same.length > 1 ? `${field.name}#${same.indexOf(field)}` : field.name;
}

function snapshot(form) {
  const fields = fieldsOf(form);
  return Object.fromEntries(fields.map((field) => [slot(field, fields), valueOf(field)]));
}

function read(key, store = localStorage) {
  try {
    return JSON.parse(store.getItem(key));
  } catch {
    return null; // unreadable or no storage: nothing to offer
  }
}

function write(key, value, store = localStorage) {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // storage full or forbidden: leaving the page then warns
  }
}

function settle() {
  // The page before this one sent a form. Here again with errors: its draft stays. Elsewhere: it was saved.
  const sent = read(SENT);
  if (!sent) return;
  const isBack = [...document.querySelectorAll("form[data-keep]")].some((form) => PREFIX + form.dataset.keep === sent.key && form.querySelector(".is-wrong, .errors"));
  const isFailed = document.querySelector(".bare__code") !== null;
  if (!isBack && !isFailed && document.querySelector(".desk-main")) for (const store of [localStorage, sessionStorage]) write(sent.key, null, store);
  write(SENT, null);
}

function offer(form, key, store, kept, start) {
  const words = document.getElementById("ban-nhap-loi");
  if (!words) return;
  const bar = words.content.firstElementChild.cloneNode(true);
  const [restore, forget] = bar.querySelectorAll("button");
  restore.addEventListener("click", () => {
    const fields = fieldsOf(form);
    for (const field of fields) if (slot(field, fields) in kept) setValue(field, kept[slot(field, fields)]);
    bar.remove();
    fields[0]?.focus();
  });
  forget.addEventListener("click", () => {
    write(key, null, store);
    bar.remove();
  });
  form.prepend(bar);
  start();
}

function keep(form) {
  const key = PREFIX + form.dataset.keep;
  const store = "keepHere" in form.dataset ? sessionStorage : localStorage;
  const original = JSON.stringify(snapshot(form));
  let isDirty = false;
  let isSafe = true;
  const changed = () => {
    const now = snapshot(form);
    isDirty = JSON.stringify(now) !== original;
    isSafe = write(key, isDirty ? now : null, store);
  };
  const kept = read(key, store);
  const listen = () => ["input", "change"].forEach((name) => form.addEventListener(name, changed));
  if (kept && JSON.stringify(kept) !== original && !form.querySelector(".is-wrong")) offer(form, key, store, kept, listen);
  else listen();
  form.addEventListener("submit", () => {
    write(SENT, { key });
    isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isSafe) event.preventDefault();
    else if (isDirty && form.querySelector("input[type=file]")?.files?.length) event.preventDefault();
  });
}

settle();
document.querySelectorAll("form[data-keep]").forEach(keep);
