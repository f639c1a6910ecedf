// Checks a receipt on this device: the entry stands in the published bundle, its way leads to the published root, the signature is the
// contest's, and the paper follows from the round's secret. What is typed never leaves the device; groups of 256 lines are fetched.
import { drawn, letters } from "./receipt_paper.js";

const form = document.querySelector("[data-check]");
const words = JSON.parse(document.getElementById("loi")?.textContent ?? "{}");
const TEXT = /danbiet\.entry\.v1\|([a-z0-9-]+)\|([a-z0-9-]+)\|([0-9A-HJKMNP-TV-Z]{10},\d+,[^|\s]*)(?:\|([\w-]{86}))?/;
const bytes = (text) => new TextEncoder().encode(text);
const hex = (data) => [...new Uint8Array(data)].map((one) => one.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function begin() {
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-no-script]")) one.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form.elements.phieu.value);
  });
  const arrived = location.hash.slice(1);
  if (arrived) {
    try {
      form.elements.phieu.value = decodeURIComponent(arrived);
    } catch {
      form.elements.phieu.value = arrived;
    }
    history.replaceState(null, "", location.pathname); // the receipt does not stay in the browser's history
    check(form.elements.phieu.value);
  }
}

async function check(typed) {
  const box = document.querySelector("[data-verdict]");
  const told = new Told(box);
  try {
    if (!globalThis.crypto?.subtle) return told.end("bad", words.insecure);
    await verify(read(typed), told);
  } catch (problem) {
    told.end("bad", problem instanceof Wrong ? problem.message : words.broken);
    if (!(problem instanceof Wrong)) throw problem;
  }
}

class Wrong extends Error {}

/** What was typed: the text of a receipt, with its signature or without, or a pseudonym alone. */
function read(typed) {
  const found = TEXT.exec(typed);
  if (found) {
    const [, contest, round, line, signature] = found;
    if (contest !== form.dataset.contest || round !== form.dataset.round) throw new Wrong(words.otherRound);
    const [participant, attempt] = line.split(",");
    return { participant, attempt: Number(attempt), line, signature };
  }
  let plain = typed.toUpperCase().replace(/[\s-]/g, "");
  if (plain.length === 12 && plain.startsWith("TS")) plain = plain.slice(2);
  plain = plain.replaceAll("O", "0").replace(/[IL]/g, "1");
  if (/^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain)) return { participant: plain, attempt: 0 };
  throw new Wrong(plain.length === 12 ? words.onlyCode : words.notUnderstood);
}

async function verify(receipt, told) {
  const index = await get("index.json");
  const groups = await groupsOf(receipt, index);
  const places = groups.flatMap((group) => group.lines.map((line, at) => ({ group, line, at })));
  const own = places.filter((one) => one.line.startsWith(`${receipt.participant},`));
  const found = receipt.line ? own.find((one) => one.line === receipt.line) : own.at(-1);
  if (!found) {
    const other = own.find((one) => Number(one.line.split(",")[1]) === receipt.attempt);
    told.step("bad", other ? words.changed : words.missing);
    if (other) facts(told, other.line);
    return told.end("bad", other ? words.verdictChanged : words.verdictMissing);
  }
  told.step("ok", receipt.line ? words.same : words.stands);
  facts(told, found.line);
  const root = await rootOf(found.group, index);
  const isRoot = root === index.root && root === form.dataset.root;
  told.step(isRoot ? "ok" : "bad", isRoot ? words.root : words.otherRoot);
  const signed = receipt.signature ? await isSigned(receipt, index.receipt_key) : null;
  if (signed !== null) told.step(signed ? "ok" : "bad", signed ? words.signed : words.unsigned);
  const gone = await disqualified(found.line);
  if (gone) told.step("bad", words.disqualified.replace("%s", gone));
  await paper(told, found.line);
  const isGood = isRoot && signed !== false;
  told.end(isGood ? "ok" : "bad", !isGood ? words.verdictBroken : receipt.line ? words.verdictSame : words.verdictStands);
}

async function get(name) {
  const answer = await fetch(`${form.dataset.files}doi-chieu/${name}`);
  if (!answer.ok) throw new Wrong(words.away);
  return answer.json();
}

/** The groups this participant's entries can stand in. */
async function groupsOf({ participant, attempt }, { firsts }) {
  const before = (first) => {
    const [other, number] = first.split(",");
    return other < participant || (other === participant && (attempt === 0 || Number(number) <= attempt));
  };
  const last = firsts.findLastIndex(before);
  if (last < 0) return [];
  let first = last;
  while (attempt === 0 && first > 0 && firsts[first].split(",")[0] === participant) first -= 1;
  const numbers = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  return Promise.all(numbers.map((number) => get(`${String(number).padStart(5, "0")}.json`)));
}

async function sha(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
}

/** The root that this group's lines and their way lead to. */
async function rootOf({ lines, way }, { contest, round }) {
  const leaf = (line) => sha(Uint8Array.of(0), bytes(`danbiet.entry.v1|${contest}|${round}|${line}`));
  const node = (left, right) => sha(Uint8Array.of(1), left, right);
  let level = await Promise.all(lines.map(leaf));
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) above.push(at + 1 < level.length ? node(level[at], level[at + 1]) : level[at]);
    level = await Promise.all(above);
  }
  let top = level[0];
  for (const [side, other] of way) top = await (side === "left" ? node(unhex(other), top) : node(top, unhex(other)));
  return hex(top);
}

/** Whether the contest's key signed it; null where the browser cannot tell. */
async function isSigned({ line, signature }, publicKey) {
  try {
    const key = await crypto.subtle.importKey("raw", unhex(publicKey), "Ed25519", false, ["verify"]);
    const raw = Uint8Array.from(atob(signature.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    const text = `danbiet.entry.v1|${form.dataset.contest}|${form.dataset.round}|${line}`;
    return await crypto.subtle.verify("Ed25519", key, raw, bytes(text));
  } catch {
    return null;
  }
}

async function disqualified(line) {
  const [participant, attempt] = line.split(",");
  const answer = await fetch(`${form.dataset.files}disqualified.csv`);
  const rows = answer.ok ? (await answer.text()).split("\n").slice(1) : [];
  const found = rows.map((row) => row.split(",")).find(([who, which]) => who === participant && (which === "0" || which === attempt));
  return found?.slice(3).join(",");
}

function facts(told, line) {
  const [participant, attempt, , , started, arrived, prediction] = line.split(",");
  const when = new Intl.DateTimeFormat("vi-VN", { dateStyle: "short", timeStyle: "medium", timeZone: "Asia/Ho_Chi_Minh" });
  const seconds = ((arrived - started) / 1000).toFixed(1).replace(".", ",");
  const rows = [[words.pseudonym, `TS-${participant.slice(0, 5)}-${participant.slice(5)}`], [words.attempt, attempt],
    [words.arrived, when.format(new Date(Number(arrived)))], [words.taken, `${seconds} s`]];
  if (prediction) rows.push([words.prediction, prediction]);
  told.facts(rows);
}

/** Own paper with the right answers and one's own. */
async function paper(told, line) {
  const [participant, attempt, audience, , , , , answers] = line.split(",");
  const ground = await get(`paper-${audience}.json`);
  const id = `${form.dataset.contest}|${form.dataset.round}|${participant}|${attempt}`;
  const places = await drawn(ground, id);
  const given = answers.split(".");
  if (places.length !== given.length) return told.step("bad", words.otherPaper);
  let right = 0;
  const list = told.list();
  places.forEach((place, number) => {
    const expected = letters(place.item.key, place.order);
    const isDropped = ground.dropped.includes(place.item.id);
    if (expected === given[number]) right += 1;
    list.append(question(place, number, given[number], expected, isDropped));
  });
  told.step("ok", words.paper.replace("%r", right).replace("%n", places.length));
  document.querySelector("[data-paper]").hidden = false;
  return right;
}

function question({ item, order }, number, given, expected, isDropped) {
  const row = element("li", "");
  row.append(element("h4", "", `${number + 1}. ${item.text}`));
  const options = element("ul", "");
  options.role = "list";
  order.forEach((option, at) => {
    const letter = "ABCDEFGH"[at];
    const isRight = expected.includes(letter), isMine = given.includes(letter);
    const line = element("li", isRight ? "is-right" : isMine ? "is-wrong" : "");
    line.append(element("b", "", letter), element("span", "", item.words[option]));
    line.append(element("small", "", [isRight && words.right, isMine && words.mine].filter(Boolean).join(", ")));
    options.append(line);
  });
  row.append(options);
  if (!given) row.append(element("p", "sm soft", words.leftOut));
  if (isDropped) row.append(element("p", "sm soft", words.dropped));
  if (item.source) row.append(element("p", "sm soft", item.source));
  return row;
}

function element(name, look, text = "") {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.textContent = text;
  return made;
}

/** The place where the verdict is shown, emptied. */
class Told {
  constructor(box) {
    this.box = box;
    box.hidden = false;
    this.steps = box.querySelector("[data-steps]");
    this.said = box.querySelector("[data-said]");
    this.rows = box.querySelector("[data-facts]");
    document.querySelector("[data-paper]").hidden = true;
    for (const part of [this.steps, this.rows]) part.replaceChildren();
    this.said.className = "notice";
    this.said.firstElementChild.textContent = words.working;
  }

  step(state, text) {
    this.steps.append(element("li", state === "ok" ? "" : "is-bad", text));
  }

  facts(rows) {
    for (const [name, value] of rows) this.rows.append(element("dt", "", name), element("dd", "", value));
  }

  list() {
    const list = document.querySelector("[data-paper] ol");
    list.replaceChildren();
    return list;
  }

  end(state, text) {
    this.said.className = `notice notice--${state === "ok" ? "ok" : "danger"}`;
    this.said.firstElementChild.textContent = text;
    this.box.focus();
  }
}

if (form) begin();
