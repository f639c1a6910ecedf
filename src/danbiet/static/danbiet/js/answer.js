// The answer's box: buttons write the light markup a person could type, earlier answers and snippets come in where the cursor
// is, documents are looked up without leaving the page, the preview is made by the server. Without this file every button of
// the form still does its work by a round trip. Keys outside fields: 1–9 insert or accept, j and k go to the next question.
import { isTyping } from "./typing.js";

const form = document.querySelector("form[data-answer]");
const box = form?.querySelector("textarea[name=body]");

function changed() {
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// Replaces what is selected; the browser's own undo takes it back where it can.
function put(text, from = box.selectionStart, to = box.selectionEnd) {
  box.focus();
  box.setSelectionRange(from, to);
  if (!document.execCommand?.("insertText", false, text)) box.setRangeText(text, from, to, "end");
  changed();
}

function surround(mark) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const words = value.slice(from, to);
  put(`${mark}${words}${mark}`, from, to);
  if (!words) box.setSelectionRange(from + mark.length, from + mark.length);
}

function begin(line) {
  const { selectionStart, selectionEnd, value } = box;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(from, selectionEnd).split("\n");
  const written = lines.map((one, at) => (line === "- " ? `- ${one}` : `${at + 1}. ${one}`)).join("\n");
  const needsRoom = from > 0 && value[from - 2] !== "\n" && value[from - 1] === "\n" && !/^(- |\d+\. )/.test(value.slice(value.lastIndexOf("\n", from - 2) + 1, from));
  put(needsRoom ? `\n${written}` : written, from, selectionEnd);
}

function insert(text) {
  const { selectionStart: at, value } = box;
  const before = value.slice(0, at).trimEnd();
  const lead = before && at >= value.length ? "\n\n" : before && !value.slice(0, at).endsWith("\n") ? "\n\n" : "";
  put(lead + text);
  box.scrollIntoView({ block: "nearest" });
}

function addRow(item) {
  const rows = form.querySelector("[data-rows]");
  const total = form.elements["can-cu-TOTAL_FORMS"];
  const empty = [...rows.querySelectorAll("[data-basis]")].find((row) => !row.querySelector("[name$=-title]").value);
  let row = empty;
  if (!row) {
    const template = form.querySelector("[data-row-template]");
    row = template.content.firstElementChild.cloneNode(true);
    for (const one of row.querySelectorAll("[name],[id],[for]")) for (const name of ["name", "id", "for"]) if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("__prefix__", total.value));
    total.value = String(Number(total.value) + 1);
    rows.append(row);
  }
  for (const [name, value] of Object.entries({ document_id: item.id, title: item.title, url: item.url })) row.querySelector(`[name$=-${name}]`).value = value;
  row.querySelector("[name$=-article]").focus();
  changed();
}

async function lookUp(input) {
  const list = form.querySelector("[data-found]");
  const answer = await fetch(`${form.dataset.documentsUrl}?${new URLSearchParams({ q: input.value })}`);
  if (!answer.ok) return false;
  const { items } = await answer.json();
  list.replaceChildren(...items.map((item) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--quiet";
    button.textContent = item.standing ? `${item.title} (${item.standing})` : item.title;
    button.addEventListener("click", () => {
      addRow(item);
      list.replaceChildren();
    });
    return button;
  }));
  return items.length > 0;
}

function wire() {
  const bar = form.querySelector("[data-toolbar]");
  bar.hidden = false;
  for (const one of document.querySelectorAll("[data-no-script]")) one.hidden = true;
  for (const one of document.querySelectorAll("[data-script], [data-keys]")) one.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { mark, line, link, go } = button.dataset;
    if (mark) surround(mark);
    else if (line) begin(line);
    else if (link) {
      const words = box.value.slice(box.selectionStart, box.selectionEnd) || link;
      const from = box.selectionStart;
      put(`[${words}](https://)`);
      box.setSelectionRange(from + words.length + 11, from + words.length + 11);
    } else if (go) {
      const target = document.getElementById(go);
      if (target.matches("details")) target.open = true;
      (target.matches("input") ? target : target.querySelector("summary, button"))?.focus();
    } else if ("preview" in button.dataset) preview(button);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    event.preventDefault();
    insert(button.dataset.insert);
  });
  const search = form.querySelector("input[name=tim-van-ban]");
  form.querySelector("button[value=tim]").addEventListener("click", async (event) => {
    event.preventDefault();
    await lookUp(search);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    lookUp(search);
  });
  box.addEventListener("keydown", onKey);
}

async function preview(button) {
  const shown = form.querySelector("[data-preview-box]");
  if (button.getAttribute("aria-pressed") === "true") {
    button.setAttribute("aria-pressed", "false");
    shown.hidden = true;
    return;
  }
  const body = new FormData();
  body.set("body", box.value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.previewUrl, { method: "POST", body });
  if (!answer.ok) return;
  shown.innerHTML = (await answer.json()).html; // made safe by the server, which lets nothing through but an answer's elements
  shown.hidden = false;
  button.setAttribute("aria-pressed", "true");
}

// Ctrl+Enter submits for approval; ";short name" and Tab puts a snippet in its place; "@" alone at a line's start goes to the documents.
function onKey(event) {
  if (event.isComposing) return; // Vietnamese keyboards compose letters with these keys
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit(form.querySelector("[data-submit]"));
  } else if (event.key === "Tab" && !event.shiftKey) {
    const typed = /;([\p{L}\p{N}_-]{1,24})$/u.exec(box.value.slice(0, box.selectionStart));
    const found = typed && [...form.querySelectorAll("[data-snippet]")].find((one) => one.dataset.snippet.toLowerCase() === typed[1].toLowerCase());
    if (!found) return;
    event.preventDefault();
    put(found.dataset.insert, box.selectionStart - typed[0].length, box.selectionStart);
  } else if (event.key === "@" && !box.value.slice(box.value.lastIndexOf("\n", box.selectionStart - 1) + 1, box.selectionStart).trim()) {
    event.preventDefault();
    form.querySelector("input[name=tim-van-ban]").focus();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const target = document.querySelector(`[data-number="${CSS.escape(event.key)}"]`) ?? document.querySelector(`a[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

if (box) wire();
