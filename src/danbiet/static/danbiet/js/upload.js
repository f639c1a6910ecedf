// Sends a film in pieces (tus 1.0) and goes on after a lost connection, a restarted server or a restarted computer.
// <form data-upload="where to begin" data-page="…/0/">; the server says how far an upload is, nothing is kept here.
const PIECE = 8 * 1024 * 1024;
const PAUSES = [1, 2, 4, 8, 10];
const VERSION = { "Tus-Resumable": "1.0.0" };

for (const form of document.querySelectorAll("form[data-upload]")) form.addEventListener("submit", (event) => begin(form, event));

function begin(form, event) {
  const file = form.querySelector("input[type=file]").files[0];
  if (!file || !file.size) return; // the server says what is missing
  event.preventDefault();
  new Sending(form, file).run();
}

class Sending {
  constructor(form, file) {
    Object.assign(this, { form, file, url: "", offset: 0, tries: 0, isPaused: false, request: null });
    this.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    this.box = form.querySelector("[data-send]");
    this.button = form.querySelector("button[type=submit]");
    this.part("name").textContent = file.name;
    this.part("pause").onclick = () => this.pause();
    this.part("resume").onclick = () => this.resume();
    this.part("stop").onclick = () => this.stop();
  }

  part(name) {
    return this.form.querySelector(`[data-send-${name}]`);
  }

  async run() {
    this.box.hidden = false;
    this.button.disabled = true;
    this.part("trouble").hidden = true;
    window.onbeforeunload = (event) => event.preventDefault();
    try {
      await this.find();
      this.mark();
      while (!this.isPaused) {
        if (await this.piece()) return;
      }
    } catch (problem) {
      if (problem instanceof Final) this.end(problem.message);
      else if (!this.isPaused) this.later();
    }
  }

  /** The upload this file belongs to: the one at hand, one begun before, or a new one. */
  async find() {
    const known = this.url || this.begun();
    if (known) {
      const answer = await this.ask("HEAD", known);
      if (answer.status === 200) {
        this.url = known;
        this.offset = Number(answer.header("Upload-Offset"));
        return this.arrived(answer);
      }
      if (answer.status >= 500) throw new Error("server");
    }
    const data = new FormData(this.form);
    const words = { filename: this.file.name, modified: this.file.lastModified, title: data.get("title"), unit: data.get("unit") };
    const said = Object.entries(words).filter(([, value]) => value !== null && value !== "");
    const answer = await this.ask("POST", this.form.dataset.upload, {
      "Upload-Length": this.file.size,
      "Upload-Metadata": said.map(([key, value]) => `${key} ${base64(value)}`).join(","),
    });
    if (answer.status !== 201) this.refused(answer);
    this.url = answer.header("Location");
    this.offset = 0;
  }

  begun() {
    const { name, size, lastModified } = this.file;
    for (const one of document.querySelectorAll("[data-unfinished]")) {
      const { dataset } = one;
      if (dataset.name === name && Number(dataset.size) === size && Number(dataset.modified) === lastModified) return dataset.unfinished;
    }
    return "";
  }

  /** Sends one piece. True when the film is in. */
  async piece() {
    const piece = this.file.slice(this.offset, this.offset + PIECE);
    if (this.offset + piece.size === this.file.size) this.say("finishing");
    const headers = { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" };
    const answer = await this.ask("PATCH", this.url, headers, piece);
    if (answer.status === 204) {
      this.offset = Number(answer.header("Upload-Offset"));
      this.tries = 0;
    } else if (answer.status === 409) {
      this.offset = Number(answer.header("Upload-Offset"));
    } else this.refused(answer);
    return this.arrived(answer);
  }

  arrived(answer) {
    const video = answer.header("Danbiet-Video");
    if (!video) return false;
    window.onbeforeunload = null;
    location.assign(this.form.dataset.page.replace("/0/", `/${video}/`));
    this.isPaused = true;
    return true;
  }

  refused(answer) {
    if (answer.status >= 500 || answer.status === 423 || answer.status === 0) throw new Error("again");
    throw new Final(answer.isText ? answer.text : `${answer.status}`);
  }

  ask(method, url, headers = {}, body = null) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, url);
      for (const [key, value] of Object.entries({ ...VERSION, "X-CSRFToken": this.token, ...headers })) request.setRequestHeader(key, value);
      request.upload.onprogress = (event) => body && this.show(this.offset + Math.min(event.loaded, body.size));
      request.onload = () =>
        resolve({
          status: request.status,
          header: (name) => request.getResponseHeader(name),
          isText: (request.getResponseHeader("Content-Type") || "").startsWith("text/plain"),
          text: request.responseText,
        });
      request.onerror = request.onabort = request.ontimeout = () => reject(new Error("lost"));
      request.send(body);
    });
  }

  mark() {
    this.from = { offset: this.offset, at: performance.now() };
    this.show(this.offset);
  }

  show(offset) {
    this.part("bar").value = (100 * offset) / this.file.size;
    const seconds = (performance.now() - this.from.at) / 1000;
    const rate = (offset - this.from.offset) / Math.max(seconds, 0.5);
    if (offset < this.file.size && rate > 0)
      this.say("sending", { done: size(offset), all: size(this.file.size), rate: size(rate), left: this.time((this.file.size - offset) / rate) });
  }

  time(seconds) {
    return seconds > 90 ? this.word("minutes").replace("{n}", Math.round(seconds / 60)) : this.word("seconds").replace("{n}", Math.ceil(seconds));
  }

  later() {
    let seconds = PAUSES[Math.min(this.tries++, PAUSES.length - 1)];
    clearInterval(this.clock);
    const tick = () => {
      if (this.isPaused) return clearInterval(this.clock);
      this.say("waiting", { seconds });
      if (seconds-- > 0) return;
      clearInterval(this.clock);
      this.run();
    };
    this.clock = setInterval(tick, 1000);
    tick();
  }

  pause() {
    this.isPaused = true;
    this.request?.abort();
    this.say("paused");
    this.part("pause").hidden = true;
    this.part("resume").hidden = false;
  }

  resume() {
    this.isPaused = false;
    this.part("pause").hidden = false;
    this.part("resume").hidden = true;
    this.run();
  }

  async stop() {
    this.isPaused = true;
    this.request?.abort();
    if (this.url) await this.ask("DELETE", this.url).catch(() => null);
    this.url = "";
    this.isPaused = false;
    this.end("");
  }

  end(text) {
    window.onbeforeunload = null;
    this.box.hidden = true;
    this.button.disabled = false;
    const trouble = this.part("trouble");
    trouble.hidden = !text;
    trouble.firstElementChild.textContent = text;
  }

  word(name) {
    return this.form.querySelector("[data-words]").content.querySelector(`[data-word=${name}]`).textContent;
  }

  say(name, values = {}) {
    let text = this.word(name);
    for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
    this.part("text").textContent = text;
  }
}

class Final extends Error {}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function size(bytes) {
  const [unit, divisor] = bytes < 1e6 ? ["KB", 1024] : bytes < 1e9 ? ["MB", 1024 ** 2] : ["GB", 1024 ** 3];
  return `${(bytes / divisor).toLocaleString("vi", { maximumFractionDigits: 1 })} ${unit}`;
}
