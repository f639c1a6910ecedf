// The paper as a pure function of the round's secret, the participant and the attempt: docs/contest-bundle.md, 4.
const RANGE = 65536;
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The places of a paper: {item, points, order}; order[p] is the option that stands at letter p. */
export async function drawn(ground, id) {
  const word = await stream(ground.secret, `danbiet.paper.v1|${id}`);
  const taken = new Set();
  let places = [];
  for (const block of ground.blocks) {
    const fits = (item) => (!block.section || item.section === block.section) && (!block.level || item.level === block.level);
    const cards = ground.items.filter((item) => fits(item) && !taken.has(item.id)).map((item) => ({ item, points: block.points }));
    for (const card of await take(cards, block.count, word)) {
      taken.add(card.item.id);
      places.push(card);
    }
  }
  if (ground.mixed) places = await take(places, places.length, word);
  for (const place of places) {
    const count = place.item.options;
    const isMixed = ground.options_mixed && !place.item.fixed;
    place.order = permutation(count, isMixed ? await below(factorial(count), word) : 0);
  }
  return places;
}

/** The letters under which the right options stand. */
export function letters(key, order) {
  return order.map((option, place) => (key.includes(option) ? "ABCDEFGH"[place] : "")).join("");
}

/** 16-bit words, big-endian: block t is SHA-256(seed ‖ t as two bytes). */
async function stream(secret, text) {
  const key = await crypto.subtle.importKey("raw", unhex(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const seed = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
  const input = new Uint8Array(34);
  input.set(seed);
  let block = 0, words = [];
  return async () => {
    if (!words.length) {
      new DataView(input.buffer).setUint16(32, block);
      block += 1;
      const view = new DataView(await crypto.subtle.digest("SHA-256", input));
      words = Array.from({ length: 16 }, (_, at) => view.getUint16(2 * at));
    }
    return words.shift();
  };
}

async function below(limit, word) {
  if (limit === 1) return 0;
  let next = await word();
  while (next >= RANGE - (RANGE % limit)) next = await word();
  return next % limit;
}

async function take(cards, count, word) {
  for (let at = 0; at < count; at += 1) {
    const other = at + (await below(cards.length - at, word));
    [cards[at], cards[other]] = [cards[other], cards[at]];
  }
  return cards.slice(0, count);
}

function factorial(count) {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/** Permutation `number` of 0 … count − 1 in lexicographic order. */
function permutation(count, number) {
  const rest = Array.from({ length: count }, (_, at) => at), found = [];
  let left = number;
  for (let size = count; size > 0; size -= 1) {
    const ways = factorial(size - 1);
    found.push(...rest.splice(Math.floor(left / ways), 1));
    left %= ways;
  }
  return found;
}
