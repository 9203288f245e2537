// The page of the editor: sends what is written, in order, and shows what the server tells of it.
// It holds no words: they are the template's (data-words).

import { mountAll, refresh } from "./form-host.js";
import { actions } from "./actions.js";
import { preview } from "./preview.js";
import { dialogs } from "./dialogs.js";

const body = document.body;
const words = JSON.parse(body.dataset.words);
const { guest, mark } = body.dataset;
const at = (id) => document.getElementById(id);

let chosen = ""; // the place whose form is open, as "file#path"
let state = { version: 0, changed: [], clashing: [] };
let waiting = 0; // changes that the server has not answered
let newest = 0; // the version that the last change has made
let written = 0; // changes since the page was opened
let isLost = false; // whether there is no contact
const held = new Set(); // the fields with something that the server does not take

/** Say something to screen readers. */
function say(text) {
  at("sagt").textContent = text;
}

/** Ask the server to do something; throws an Error with words for the user. */
async function post(name, given = {}) {
  const answer = await fetch(name, {
    method: "POST",
    headers: { "content-type": "application/json", "x-handlingsprogram": mark },
    body: JSON.stringify({ guest, ...given }),
  });
  const told = await answer.json().catch(() => ({ message: words.failed }));
  if (!answer.ok) throw new Refusal(told.message);
  return told;
}

class Refusal extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// What is written goes one after the other, and again until it has come through.
let queue = Promise.resolve();

/**
 * Make changes of the content (see editing/changes.py).
 * @param {object[]} changes made together or not at all
 * @param {{label?: string, merge?: boolean, quiet?: boolean}} how what undoing calls it; whether it goes on with the
 *   last step; whether who asks tells what is refused
 * @returns {Promise<object>} what the server has made of it
 */
function change(changes, { quiet = false, ...how } = {}) {
  waiting += 1;
  written += 1;
  tellState();
  const ask = `${guest} ${written}`; // asked again, it is still the same one
  const done = queue.then(() => sent("endringer", { changes, ask, ...how }));
  queue = done.catch(() => {});
  return done
    .then((answer) => {
      newest = answer.version ?? newest;
      if (answer.clashes?.length) dialogs.clash(answer.clashes);
      return answer;
    })
    .catch((error) => {
      if (!quiet) dialogs.told(error.message);
      throw error;
    })
    .finally(() => {
      waiting -= 1;
      tellState();
    });
}

async function sent(name, given) {
  for (;;) {
    try {
      const answer = await post(name, given);
      isLost = false;
      return answer;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      isLost = true;
      tellState();
      await pause(1000);
    }
  }
}

function tellState() {
  for (const one of held) if (!one.isConnected) held.delete(one);
  const shown = at("tilstand");
  if (!shown) return;
  const count = state.changed.length;
  let text = count ? words[count === 1 ? "kept_one" : "kept"].replace("{antall}", count) : words.saved;
  if (held.size) text = words.held;
  if (waiting || newest > state.version) text = words.writing; // how it stands then is not told yet
  if (isLost) text = words.lost;
  if (state.clashing.length) text = words.clashing;
  if (shown.textContent !== text) shown.textContent = text;
  shown.classList.toggle("venter", isLost || held.size > 0 || state.clashing.length > 0);
  at("lagre").disabled = !count;
}

addEventListener("beforeunload", (event) => {
  if (waiting || held.size) event.preventDefault();
});

// --- What is open -------------------------------------------------------------------------------

/**
 * Open the form of a place.
 * @param {string} place "file#path"
 * @param {{first?: boolean, quiet?: boolean}} how whether the first field gets the focus; whether it stays where it is
 */
async function open(place, how = {}) {
  const answer = await fetch(`skjema?sted=${encodeURIComponent(place)}`);
  const text = await answer.text();
  if (!answer.ok) {
    say(JSON.parse(text).message);
    return;
  }
  chosen = place;
  const form = at("skjema");
  form.innerHTML = text;
  form.scrollTop = 0;
  // At once: whoever is quicker than the fields keeps the focus.
  if (!how.quiet) (form.querySelector("h2") ?? form).focus();
  await mountAll(form, services);
  history.replaceState(null, "", `#${encodeURIComponent(place)}`);
  markChosen();
  pane("skjema");
  if (how.first) form.querySelector("[contenteditable=true],textarea,input")?.focus();
  shown.show(form.querySelector("[data-id]")?.dataset.id);
  post("her", { place }).catch(() => {});
}

/** Open what has an id: where somebody clicked in the preview. */
async function openId(id) {
  if (!at("skjema")) return;
  const answer = await fetch(`sted?id=${encodeURIComponent(id)}`);
  if (answer.ok) await open((await answer.json()).place);
}

function pane(name) {
  at("pulter").dataset.shown = name;
  for (const one of document.querySelectorAll("[data-pane]")) {
    one.setAttribute("aria-pressed", String(one.dataset.pane === name));
  }
}

async function outline() {
  const tree = at("treet");
  if (!tree) return;
  const text = await (await fetch("disposisjon")).text();
  const known = tree.firstElementChild;
  if (known?.setValue) known.setValue(text);
  else {
    tree.innerHTML = text;
    await mountAll(tree, services);
  }
  markChosen();
}

/** Show in the outline what is open. */
function markChosen() {
  for (const one of document.querySelectorAll("[role=treeitem]")) one.setAttribute("aria-selected", "false");
  document.querySelector("[role=tree]")?.reveal?.(chosen);
}

// One look at the form at a time, and one more where something has happened meanwhile.
let looking = null;
let isOld = false;

function lookAgain() {
  isOld = true;
  looking ??= (async () => {
    while (isOld) {
      isOld = false;
      await outline();
      if (chosen && !waiting) await refresh(at("skjema"), chosen, services);
    }
    looking = null;
  })();
}

// --- The whole programme ------------------------------------------------------------------------

/** Wait until all that is typed by now has come through: a field sends its newest when its last has been answered. */
async function settled() {
  await queue;
  await pause(0);
  await queue;
}

async function undo(again) {
  await settled();
  const answer = await post("angre", { again }).catch((error) => dialogs.told(error.message));
  if (!answer) return;
  if (answer.label) say(`${again ? words.redone : words.undone} ${answer.label}`);
  else say(words.nothing_to_undo);
}

async function save() {
  await settled();
  const answer = await post("lagre").catch((error) => dialogs.told(error.message));
  if (answer) say(answer.files.length ? words.saved : words.nothing_to_save);
}

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const action = { s: save, z: () => undo(event.shiftKey), y: () => undo(true) }[key];
  if (!action || !at("lagre") || at("dialog").open) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}, true);

/** What the parts of the page may ask for. */
const services = {
  change, open, openId, say, words, post, guest,
  /** Note that a field shows something that is not kept, or does so no longer. */
  hold(field, isHeld) {
    held[isHeld ? "add" : "delete"](field);
    tellState();
  },
  /** What tells whether something has been written since: what was fetched before that is old. */
  written: () => written,
  /** The place whose form is open. */
  chosen: () => chosen,
  home: `${body.dataset.year}/program.yaml#`,
  /** Ask the server for something, and tell the user where it says no. */
  ask: (name, given) => settled().then(() => post(name, given)).catch((error) => dialogs.told(error.message)),
  /** Lay a picture beside the programme. */
  async upload(file) {
    const answer = await fetch(`bilder/${encodeURIComponent(file.name)}?gjest=${guest}`, { method: "POST", headers: { "x-handlingsprogram": mark }, body: file });
    const told = await answer.json().catch(() => ({ message: words.failed }));
    if (answer.ok) return told;
    dialogs.told(told.message);
    return null;
  },
  /** Wait until the form and the outline show what was just changed. */
  async renewed() {
    await settled();
    await outline();
    if (chosen) await refresh(at("skjema"), chosen, services);
  },
  view: (name) => shown.choose(name),
  async targets() {
    return (await fetch("mal")).json();
  },
};
const shown = preview(services);
dialogs.begin(services);

// --- What the server tells ----------------------------------------------------------------------

function listen() {
  const events = new EventSource(`hendelser?gjest=${guest}`);
  const on = (kind, action) => events.addEventListener(kind, (event) => action(JSON.parse(event.data)));
  on("web", (told) => shown.web(told));
  on("pages", (told) => shown.pages(told));
  on("failed", (told) => shown.failed(told));
  on("findings", (told) => {
    shown.failed(told.errors ? words.not_shown.replace("{antall}", told.errors) : "");
    if (at("antall")) at("antall").textContent = told.text;
    lookAgain();
  });
  on("state", (told) => {
    state = told;
    tellState();
    dialogs.state(told);
    if (told.who !== guest) lookAgain();
  });
  on("who", (told) => others(told.filter((one) => one.id !== guest)));
  on("anew", () => location.reload());
  events.addEventListener("open", () => {
    isLost = false;
    tellState();
    lookAgain();
    shown.pagesAnew();
  });
  events.addEventListener("error", () => {
    isLost = true;
    tellState();
  });
}

/** Show in the outline who else has what open. */
function others(known) {
  for (const one of document.querySelectorAll(".andre")) one.remove();
  for (const one of known) {
    const item = one.place && document.querySelector(`[role=treeitem][data-place="${CSS.escape(one.place)}"]`);
    if (!item) continue;
    const mark = document.createElement("span");
    mark.className = "andre";
    mark.textContent = words.writes_here.replace("{navn}", one.name || words.somebody);
    (item.querySelector("[data-title]") ?? item).append(" ", mark);
  }
}

for (const one of document.querySelectorAll("[data-pane]")) one.addEventListener("click", () => pane(one.dataset.pane));
if (at("lagre")) {
  actions(at("skjema"), services);
  at("angre").addEventListener("click", () => undo(false));
  at("gjenta").addEventListener("click", () => undo(true));
  at("lagre").addEventListener("click", save);
  await outline();
  const place = decodeURIComponent(location.hash.slice(1));
  if (place) await open(place, { quiet: true });
  else await open(services.home, { quiet: true });
}
at("fra_sist")?.addEventListener("click", async (event) => {
  const { left } = event.target.dataset;
  if (!left) return;
  if (left === "discard") await services.ask("forkast", {});
  else await services.ask("beholdt", {});
  at("fra_sist").remove();
  at("skjema").focus();
});
body.dataset.ready = "";
listen();
