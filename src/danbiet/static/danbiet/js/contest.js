// The paper: the server's clock, answers kept on this device, sent again until they are acknowledged. Without it the form works as it is.
const form = document.querySelector("form[data-paper]");
const two = (value) => String(value).padStart(2, "0");
const PAUSES = [1000, 2000, 4000, 8000];

if (form) paper(form);
for (const one of document.querySelectorAll("form[data-begin]")) {
  // One way to the server less: the paper is the answer, and below its address takes this one's place, for reloading it.
  const direct = Object.assign(document.createElement("input"), { type: "hidden", name: "ngay", value: "1" });
  one.append(direct);
}
for (const one of document.querySelectorAll("[data-recorded]")) forget(one.dataset.recorded);

function paper(form) {
  const start = form.elements.t.value.split(/[*~]/)[1];
  const key = `thi-${start}`;
  const timer = document.querySelector("[data-deadline]");
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button");
  const began = performance.now();
  const trail = {};
  const items = [...form.querySelectorAll(".item")];
  // Server's milliseconds minus this page's own count, which no setting of the device's clock can shift. Until the server has
  // told its time the clock runs by what the page was made with, and hands nothing in.
  let ahead = timer.dataset.deadline - shownLeft() - began;
  let isSet = false, isSending = false, isDone = false;

  if (location.pathname.endsWith("/bat-dau/")) history.replaceState(null, "", `../de/?t=${form.elements.t.value}`);
  restore();
  mark();
  listen();
  setClock();
  tick();

  function now() {
    return performance.now() + ahead;
  }

  function shownLeft() {
    const [minutes, seconds] = timer.querySelector("b").textContent.split(":").map(Number);
    return (minutes * 60 + seconds) * 1000;
  }

  async function setClock() {
    try {
      const asked = performance.now();
      const answer = await fetch("/thi/gio", { cache: "no-store" });
      const { now: server } = await answer.json();
      ahead = server - (asked + performance.now()) / 2;
      isSet = true;
    } catch {
      setTimeout(setClock, 5000); // no network
    }
  }

  function tick() {
    const left = Math.max(0, Math.ceil((timer.dataset.deadline - now()) / 1000));
    timer.querySelector("b").textContent = `${two(Math.floor(left / 60))}:${two(left % 60)}`;
    if (left === 0 && isSet && !isDone && !isSending) send();
    if (!isDone) setTimeout(tick, 500);
  }

  function chosen() {
    return items.map((item) => [...item.querySelectorAll("input:checked")].map((box) => box.value).join(""));
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ answers: chosen(), prediction: form.elements.prediction?.value ?? "" }));
    } catch {
      document.querySelector("[data-keeping]").hidden = true; // a browser that keeps nothing must not promise it
    }
  }

  function restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
      for (const [place, item] of items.entries()) {
        const letters = kept.answers?.[place] ?? kept.chosen?.[`c${place + 1}`] ?? ""; // the latter as papers kept them until 12/2026
        for (const box of item.querySelectorAll("input")) if (letters.includes(box.value)) box.checked = true;
      }
      if (kept.prediction && form.elements.prediction) form.elements.prediction.value = kept.prediction;
      document.querySelector("[data-keeping]").hidden = false;
    } catch {
      return; // nothing kept, or no place to keep it
    }
  }

  function mark() {
    const found = chosen();
    for (const dot of document.querySelectorAll("[data-dot]")) {
      const has = found[dot.dataset.dot - 1] !== "";
      dot.classList.toggle("is-done", has);
      dot.querySelector("[data-state]").textContent = `, ${has ? form.dataset.done : form.dataset.open}`;
    }
    const count = document.querySelector("[data-count]");
    count.textContent = count.dataset.say.replace("N", found.filter(Boolean).length).replace("M", count.dataset.of);
  }

  function listen() {
    form.addEventListener("input", (event) => {
      const place = items.indexOf(event.target.closest(".item")) + 1;
      if (place) trail[place] = Math.round((performance.now() - began) / 1000);
      form.elements.trail.value = Object.entries(trail).map(([where, second]) => `${where}.${second}`).join("..");
      mark();
      keep();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!isSending) send();
    });
    // A device asleep may not have counted on.
    document.addEventListener("visibilitychange", () => { if (!document.hidden) setClock(); });
    addEventListener("online", () => { if (!said.hidden && !isSending) send(); });
  }

  async function send(attempt = 0) {
    isSending = true;
    button.setAttribute("aria-busy", "true");
    say(form.dataset.sending);
    const body = new URLSearchParams({ t: form.elements.t.value, trail: form.elements.trail.value, answers: chosen().join(".") });
    if (form.elements.prediction) body.append("prediction", form.elements.prediction.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status < 500) return finish(answer);
    } catch {
      // no network: as below
    }
    say(form.dataset.again);
    setTimeout(() => send(attempt + 1), PAUSES[Math.min(attempt, PAUSES.length - 1)]);
  }

  async function finish(answer) {
    isDone = true;
    if (answer.ok) {
      const { address } = await answer.json();
      location.replace(address);
      return;
    }
    HTMLFormElement.prototype.submit.call(form); // the page that says why, in words
  }

  function say(text) {
    said.textContent = text;
    said.hidden = false;
  }
}

function forget(start) {
  try {
    localStorage.removeItem(`thi-${start}`);
  } catch {
    return; // nothing is kept there
  }
}
