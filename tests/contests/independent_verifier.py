"""A second verifier, written from docs/contest-bundle.md alone: `python independent_verifier.py FOLDER`. Only the standard library."""

# fmt: off
# ruff: noqa: C901, E401, E701, I001, T201  # on one sheet: a function that goes through the format from top to bottom
import hmac, json, math, pathlib, sys
from collections import defaultdict
from fractions import Fraction
from hashlib import sha256
from itertools import count, groupby, permutations

def sha(data):
    return sha256(data).digest()
def seal(label, data):
    return sha(b"danbiet." + label.encode() + b".v1\0" + data).hex()
def mac(secret, *parts):
    return hmac.digest(secret, "|".join(parts).encode(), "sha256")
def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def four(value):
    n = math.floor(value * 10000 + Fraction(1, 2))
    return f"{n // 10000}.{n % 10000:04d}"
def ranked(rows):  # [(key, name, rest)] -> [(rank, name, rest)]
    out = []
    for _, same in groupby(sorted(rows, key=lambda r: r[:2]), key=lambda r: r[0]):
        out += [(len(out) + 1, name, rest) for rows in [list(same)] for _, name, rest in rows]
    return out
def paper(secret, rules, plan, pool, who, attempt):
    seed = mac(secret, "danbiet.paper.v1", rules["contest"], plan["round"], who, str(attempt))
    stream = (b[i] << 8 | b[i + 1] for t in count() for b in [sha(seed + t.to_bytes(2, "big"))] for i in range(0, 32, 2))
    def below(n):
        return 0 if n == 1 else next(w for w in stream if w < 65536 - 65536 % n) % n
    def take(cards, n):
        for i in range(n):
            j = i + below(len(cards) - i)
            cards[i], cards[j] = cards[j], cards[i]
        return cards[:n]
    drawn = []
    for b in plan["blocks"]:
        fit = [i for i in pool if i["bank"] == plan["bank"] and b["section"] in ("", i["section"]) and b["level"] in (0, i["level"])]
        drawn += [(i, b["points"]) for i in take([i for i in fit if i not in [d for d, _ in drawn]], b["count"])]
    for i, points in take(drawn, len(drawn)) if rules["mixed"] else drawn:
        r = below(math.factorial(i["options"])) if rules["options_mixed"] and not i["fixed"] else 0
        yield i["id"], points, list(permutations(range(i["options"])))[r]
def mark(questions, answers, keys, rules, drops):
    points = correct = total = most = 0
    for (item, worth, order), answer in zip(questions, answers.split("."), strict=True):
        if item in drops and rules["dropped"] == "void": continue
        right = item in drops or answer == "".join("ABCDEFGH"[p] for p, o in enumerate(order) if o in keys[item])
        total, most, correct = total + 1, most + worth, correct + right
        points += worth if right else -rules["scoring"]["penalty"] if answer else 0
    if rules["scoring"]["mode"] == "all_or_nothing":
        points = most if correct == total else 0
    return max(points, 0) if rules["scoring"]["floor"] else points, correct, correct == total
def verify(folder):
    bad = []
    def read(name):
        return (pathlib.Path(folder) / name).read_bytes()
    def rows(name, columns):
        return [line.split(",", columns - 1) for line in read(name).decode().split("\n")[1:-1]]
    def hold(is_fine, name):
        bad.extend([] if is_fine else [name])
    def same(name, lines):
        hold("\n".join([*lines, ""]).encode() == read(name).split(b"\n", 1)[1], name)
    bundle, rules, given = (json.loads(read(n)) for n in ("bundle.json", "rules.json", "commitments.json"))
    for name, known in bundle["files"].items():
        hold(known == {"bytes": len(read(name)), "sha256": sha(read(name)).hex()}, f"file {name}")
    secret, rnd, contest, ur = bytes.fromhex(bundle["secret"]), bundle["round"], rules["contest"], rules["units"]
    for name in ("rules.json", "units.jsonl", "pool.jsonl"):
        hold(given[name.split(".")[0]] == seal(name.split(".")[0], read(name)), f"commitment {name}")
    hold(given["secrets"][rnd] == seal("secret", secret), "commitment secret")
    pool, units, shown = ([json.loads(x) for x in read(n).split(b"\n")[:-1]] for n in ("pool.jsonl", "units.jsonl", "items.jsonl"))
    public, keys, drops = {i["id"]: i for i in pool}, {o["item"]["id"]: o["item"]["key"] for o in shown}, {d["item"] for d in bundle["drops"]}
    for i, salt in ((one["item"], bytes.fromhex(one["salt"])) for one in shown):
        line = {k: i[k] for k in ("bank", "fixed", "id", "level", "section")} | {"options": len(i["options"])}
        hold(public.get(i["id"]) == line | {"commitment": seal("item", salt + canonical(i))}, f"item {i['id']}")
    out, window = {(who, int(n)) for who, n, *_ in rows("disqualified.csv", 4)}, next(r for r in rules["rounds"] if r["key"] == rnd)
    plans, auds = {p["audience"]: p for p in rules["papers"] if p["round"] == rnd}, [a["key"] for a in rules["audiences"]]
    ends = [window["closes"], *(e["closes"] for e in bundle["extensions"])]
    hold([*sorted(set(ends)), ends[-1]] == [*ends, bundle["closes"]], "closes")
    grace, longest, known = 1000 * rules["grace_seconds"], 1000 * rules["seconds"], {u["unit"] for u in units} | {""}
    before, level, mine, sums = ("", 0), [], defaultdict(list), {a: [0, 0] for a in auds}
    for text in read("entries.csv").split(b"\n")[1:-1]:
        level.append(sha(f"\0danbiet.entry.v1|{contest}|{rnd}|".encode() + text))
        who, n, aud, unit, started, arrived, guess, answers = text.decode().split(",")
        n, started, arrived = int(n), int(started), int(arrived)
        late = min(started + longest, ends[-1] if rules["at_close"] == "stop" else math.inf) + grace
        fine = before < (who, n) and 1 <= n <= (rules["attempts"] or 10**6) and unit in known
        hold(fine and window["opens"] <= started < ends[-1] and started <= arrived <= late, f"entry {who} {n}")
        before, is_in = (who, n), not out & {(who, 0), (who, n)}
        points, correct, full = mark(paper(secret, rules, plans[aud], pool, who, n), answers, keys, rules, drops)
        sums[aud] = [sums[aud][0] + 1, sums[aud][1] + is_in]
        mine[who] += [(points, correct, full, min(arrived - started, longest), n, aud, unit, arrived, guess)] * is_in
    tree = level[:]
    while len(level) > 1:
        level = [sha(b"\1" + b"".join(level[i:i + 2])) if i + 1 < len(level) else level[i] for i in range(0, len(level), 2)]
        tree += level
    hold((b"".join(tree), (level or [sha(b"")])[0].hex()) == (read("tree.bin"), bundle["root"]), "tree")
    choose = {"first": lambda e: e[4], "last": lambda e: -e[4], "best": lambda e: (-e[0], -e[1], e[3], e[4])}[rules["counts"]]
    counted, asked, figures, table, order = {who: min(tries, key=choose) for who, tries in mine.items() if tries}, rules["prediction"], {}, [], {}
    for aud in sorted(auds):
        own, people = {who: e for who, e in counted.items() if e[5] == aud}, []
        of = own if asked and asked["scope"] == "audience" else counted
        goal = asked and (sum(e[2] for e in of.values()) if asked["of"] == "all_correct" else len(of))
        figures[aud] = {"accepted": sums[aud][1], "all_correct": sum(e[2] for e in own.values()), "entries": sums[aud][0], "participants": len(own), "target": goal}
        for who, (points, correct, _, time, n, _, unit, arrived, guess) in own.items():
            far = abs(int(guess) - goal) if asked and guess else math.inf
            points += next((s["points"] for s in asked["steps"] if far <= s["within"]), 0) if asked else 0
            lot = mac(secret, "danbiet.lot.v1", contest, rnd, who)[:8]
            by = {"points": -points, "correct": -correct, "prediction": far, "time": time, "arrived": arrived, "lot": lot}
            words = f"{n},{points},{correct},{time},{arrived},{guess},{'' if far == math.inf else far}"
            people.append(([by[k] for k in rules["ranking"]], who, (points, unit, words)))
        order[aud] = ranked(people)
        table += [f"{aud},{rank},{who},{rest[2]}" for rank, who, rest in order[aud]]
    same("standings.csv", table)
    hold(canonical(figures) + b"\n" == read("figures.json") and sum(s[0] for s in sums.values()) == bundle["entries"], "figures.json")
    parts, kinds, table = {(u, p): int(s) for u, p, s in rows("parts.csv", 3)}, {p["key"]: p["kind"] for p in rules["parts"]}, []
    most = {a: sum(b["count"] * b["points"] for b in plan["blocks"]) or 1 for a, plan in plans.items()}
    for block in sorted(b["key"] for b in ur["blocks"]) if ur else []:
        able, rest = [], []
        for name, head in ((u["unit"], u["headcount"]) for u in units if u["block"] == block):
            here = [e for e in counted.values() if e[6] == name]
            p, turnout = len(here), min(Fraction(1), Fraction(len(here), head)) if head else Fraction(0)
            quality = sum((Fraction(max(e[0], 0), most[e[5]]) for e in here), Fraction(0)) / (p or 1)
            value = {"turnout": turnout, "average": quality, "perfect": Fraction(sum(e[2] for e in here), p or 1)}
            score = four(sum(c["weight"] * value.get(c["kind"], Fraction(parts.get((name, c["part"]), 0), 10000)) for c in ur["components"]))
            need = next((t["percent"] for t in ur["tiers"] if t["below"] == 0 or head < t["below"]), 0)
            lacks = [f"part:{n}" for n in ur["needs"] if not (p if kinds[n] == "quiz" else (name, n) in parts)]
            status = "no_headcount" if not head else "turnout" if 100 * p < need * head else [*lacks, "ranked"][0]
            row = f"{name},{head},{p},{four(100 * turnout)},{score},{status}"
            (able if status == "ranked" else rest).append(((-Fraction(score), -Fraction(four(100 * turnout)), -p), name, (math.floor(Fraction(score) * 100), "", row)))
        order["unit", block] = ranked(able)
        table += [f"{block},{rank},{r[2]}" for rank, _, r in order["unit", block]] + [f"{block},,{r[2]}" for _, _, r in rest]
    same("unit_standings.csv", table)
    one, table, groups = rules["one_prize"], [], {"person": auds, "unit": [b["key"] for b in ur["blocks"]] if ur else []}
    held = {f"{to} {who}" for to in groups if one[to] == "contest" for who in bundle["held"][f"{to}s"]}
    for prize, to, group, left in ((p, p["to"], g, p["count"]) for p in rules["prizes"] for g in ([p["of"]] if p["of"] else groups[p["to"]])):
        for _, equal in groupby(order[group if to == "person" else ("unit", group)], key=lambda r: r[0]):
            able, seen = [], set()
            for _, who, (points, unit, _) in equal:
                bound = {f"won {who}"} if to == "unit" else {f"person {who}"} if one["person"] != "none" else set()
                bound |= {f"unit {unit}"} if unit and one["unit"] != "none" else set()
                if left > 0 and points >= prize["least"] and not bound & (held | seen):
                    able, seen = [*able, who], seen | bound
            table += [f"{prize['key']},{group},{who},{int(len(able) > left)}" for who in able]
            held, left = held | seen, left - len(able)
    same("winners.csv", table)
    return bad
if __name__ == "__main__":
    found = verify(sys.argv[1])
    sys.exit("\n".join(found) or print("ok"))
