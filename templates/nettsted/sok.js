// Search in all the programmes' pages, without a server: the pages' words lie in a file for each programme, which
// is loaded as a script, since a page that is opened from a file may fetch nothing else.
(() => {
  "use strict";
  const box = document.getElementById("sok_");
  const field = document.getElementById("q_");
  const choice = document.getElementById("ar_");
  const answer = document.getElementById("svar_");
  const list = document.getElementById("treff_");
  const said = box.dataset;
  const files = said.filer.split(" ").filter(Boolean);
  const known = new Map();
  const MOST = 30;
  let shown = MOST;

  // --- Words ---

  const LETTERS = { "æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss" };
  // The same text without accents, and for each of its letters the place that it came from.
  function folded(text) {
    let plain = "";
    const places = [];
    for (let i = 0; i < text.length; i++) {
      const letter = text[i].toLowerCase();
      const out = LETTERS[letter] || letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
      for (const one of out) { plain += one; places.push(i); }
    }
    places.push(text.length);
    return { plain, places };
  }

  // Norwegian endings, as Snowball's stemmer strips them; the rest of a word must have three letters.
  const ENDINGS = /(?:hetenes|hetens|hetene|heten|heter|endes|ande|ende|edes|enes|ede|ane|ene|ens|ers|ets|ast|het|ar|er|as|es|en|et|a|e)$/;
  function stem(word) {
    const cut = (pattern, by = "") => {
      const shorter = word.replace(pattern, by);
      if (shorter.length >= 3) word = shorter;
    };
    cut(/([bcdfghjlmnoprtvyz]|[^aeiouy]k)s$/, "$1");
    cut(/er(?:te|t)$/, "er");
    cut(ENDINGS);
    cut(/([dv])t$/, "$1");
    cut(/(?:hetslov|elov|slov|elig|eleg|els|lig|leg|eig|ig|lov)$/);
    return word;
  }

  const WORD = /[\p{L}\p{N}]+/gu;
  function wanted(text) {
    return [...new Set((folded(text).plain.match(WORD) || []))].map((word) => ({ word, stem: stem(word) }));
  }

  // --- Finding ---

  // Where a word stands in a folded text, and how well: as it is written, as another form, as a part of a word.
  function find(plain, { word, stem }) {
    let best = 0, at = -1;
    for (let i = plain.indexOf(stem); i >= 0; i = plain.indexOf(stem, i + 1)) {
      const starts = i === 0 || !/[\p{L}\p{N}]/u.test(plain[i - 1]);
      const same = plain.startsWith(word, i);
      const score = starts ? (same ? 4 : 3) : stem.length > 3 && same ? 2 : stem.length > 4 ? 1 : 0;
      if (score > best) { best = score; at = i; }
      if (best === 4) break;
    }
    return { best, at };
  }

  function prepared(entry) {
    if (!entry.length_) {
      entry.title_ = folded(entry[1]);
      entry.text_ = folded(entry[3]);
      entry.length_ = 1;
    }
    return entry;
  }

  function hits(words, folders) {
    const found = [];
    folders.forEach((folder, age) => {
      for (const entry of known.get(folder) || []) {
        prepared(entry);
        let score = 0, place = -1;
        const all = words.every((word) => {
          const title = find(entry.title_.plain, word), text = find(entry.text_.plain, word);
          score += 3 * title.best + text.best;
          if (place < 0 && text.at >= 0) place = text.at;
          return title.best || text.best;
        });
        if (all) found.push({ entry, folder, place, score: score - age / 1000 });
      }
    });
    return found.sort((one, other) => other.score - one.score);
  }

  // --- Showing ---

  // A text with the words that were looked for marked.
  function marked(parent, text, words) {
    const { plain, places } = folded(text);
    let end = 0;
    for (const match of plain.matchAll(WORD)) {
      const hit = words.find(({ word, stem }) => match[0].startsWith(stem) || (word.length > 3 && match[0].includes(word)));
      if (!hit) continue;
      const from = places[match.index], to = places[match.index + match[0].length];
      parent.append(text.slice(end, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      parent.append(mark);
      end = to;
    }
    parent.append(text.slice(end));
  }

  function around(text, place) {
    if (text.length < 240) return text;
    let from = Math.max(0, place - 80);
    if (from) from = text.indexOf(" ", from) + 1;
    const end = text.indexOf(" ", from + 220);
    return (from ? "… " : "") + text.slice(from, end < 0 ? undefined : end) + (end < 0 ? "" : " …");
  }

  function item({ entry, place }, words) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = "../" + entry[0];
    marked(link, entry[1], words);
    const where = document.createElement("p");
    where.className = "hvor";
    where.textContent = entry[2];
    const text = document.createElement("p");
    const at = place < 0 ? 0 : entry.text_.places[place];
    marked(text, around(entry[3], at), words);
    row.append(link, where, text);
    return row;
  }

  function show() {
    const text = field.value.trim();
    const words = wanted(text);
    list.replaceChildren();
    document.querySelectorAll(".flere_").forEach((old) => old.remove());
    if (!words.length) { answer.textContent = ""; return; }
    const folders = choice && choice.value ? [choice.value] : files;
    const found = hits(words, folders);
    const waits = folders.filter((folder) => !known.has(folder));
    const told = found.length === 1 ? said.ett : found.length ? said.treff : said.ingen;
    answer.textContent = told.replace("{antall}", found.length).replace("{ord}", text)
      + (waits.length ? " " + said.henter : "");
    list.append(...found.slice(0, shown).map((hit) => item(hit, words)));
    if (found.length > shown) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "flere_ knapp";
      more.textContent = said.flere.replace("{antall}", found.length - shown);
      more.addEventListener("click", () => {
        const first = shown;
        shown += MOST;
        show();
        list.children[first].querySelector("a").focus();
      });
      list.after(more);
    }
  }

  // --- Loading: the newest first, and nothing before somebody searches ---

  window.handlingsprogram = (folder, entries) => { known.set(folder, entries); };
  let begun = false;
  function load(left) {
    if (!left.length) return;
    const script = document.createElement("script");
    script.src = left[0] + ".js";
    script.onload = script.onerror = () => {
      if (!known.has(left[0])) known.set(left[0], []);
      show();
      load(left.slice(1));
    };
    document.head.append(script);
  }
  function search() {
    shown = MOST;
    if (!begun && field.value.trim()) { begun = true; load(files); }
    show();
  }

  box.hidden = false;
  document.getElementById("uten_").hidden = true;
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  if (choice && files.includes(asked.get("i"))) choice.value = asked.get("i");
  field.addEventListener("input", search);
  if (choice) choice.addEventListener("change", search);
  box.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  search();
})();
