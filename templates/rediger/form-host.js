// Brings the controls of a form to life, and keeps them in step with what the server has.

const MODULES = { text: "./text.js", grid: "./grid.js", outline: "./outline.js" };
const REST = "./form.js";

const unborn = (root) => [...root.querySelectorAll("[data-control]")].filter((one) => one.dataset.alive === undefined);

/** Return what brings the controls below an element to life, all at once: between two keystrokes. `shown` is where they are by then. */
async function ready(root, shown = root) {
  const name = (element) => MODULES[element.dataset.control] ?? REST;
  const names = [...new Set(unborn(root).map(name))];
  const modules = new Map(await Promise.all(names.map(async (one) => [one, await import(one)])));
  return (services) => {
    for (const element of unborn(shown)) {
      element.dataset.alive = "";
      modules.get(name(element)).mount(element, services);
    }
  };
}

/** Bring the controls below an element to life that are not yet. */
export async function mountAll(root, services) {
  (await ready(root))(services);
}

const controls = (root) => [...root.querySelectorAll("[data-control][data-path]")];
const shape = (root) => controls(root).map((one) => `${one.dataset.control} ${one.dataset.file}#${one.dataset.path}`).join("\n");

/**
 * Let a form show what the server has now. Where its fields are the same ones, only values and findings change; else it is laid
 * out anew, and the focus goes where it was.
 */
export async function refresh(form, place, services) {
  const before = services.written();
  const answer = await fetch(`skjema?sted=${encodeURIComponent(place)}&igjen`);
  if (!answer.ok) {
    form.replaceChildren();
    services.say(services.words.gone);
    return;
  }
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  const mount = await ready(fresh.content, form);
  if (services.chosen() !== place) return; // something else has been opened since
  if (services.written() !== before) return; // what was fetched is older than what has been written since
  if (shape(form) === shape(fresh.content)) {
    values(form, fresh.content);
    findings(form, fresh.content);
    return;
  }
  const focus = where(form);
  const top = form.scrollTop;
  const begun = beginnings(form);
  form.replaceChildren(fresh.content);
  for (const [key, one] of beginnings(form)) if (begun.has(key)) one.value = begun.get(key).value;
  mount(services);
  form.scrollTop = top;
  if (focus) again(form, focus);
}

/** Return the fields of things that are not made yet, by the list they are for: what is typed there is nowhere else. */
function beginnings(form) {
  const found = new Map();
  for (const one of form.querySelectorAll("[data-new] [name]")) {
    const list = one.form.dataset.new.replace(/\/\d+(?=\/|$)/g, "/"); // its number may be another one by now
    let number = 0;
    while (found.has(`${list} ${one.name} ${number}`)) number += 1;
    found.set(`${list} ${one.name} ${number}`, one);
  }
  return found;
}

function values(form, fresh) {
  const known = controls(form);
  controls(fresh).forEach((one, number) => {
    const own = known[number];
    // The field knows itself what it shows: since it was laid out, somebody has written in it and taken it back.
    if (own.setValue && one.dataset.value !== undefined) own.setValue(JSON.parse(one.dataset.value), one);
  });
}

function findings(form, fresh) {
  const known = form.querySelectorAll("[data-findings]");
  fresh.querySelectorAll("[data-findings]").forEach((one, number) => {
    if (known[number] && known[number].innerHTML !== one.innerHTML) known[number].innerHTML = one.innerHTML;
  });
}

const WRITTEN = "input,textarea,select,[contenteditable=true]";
const REACHED = `${WRITTEN},button,a[href],summary,[tabindex]`;
const within = (control) => (control.matches(WRITTEN) ? [control] : [...control.querySelectorAll(WRITTEN)]);
const said = (field) => field.value ?? field.innerText;

/** Return where the focus is: in which field, what that says, and how far into it the caret is. */
function where(form) {
  const active = document.activeElement;
  if (!form.contains(active)) return null;
  const control = active.closest("[data-path]");
  const fields = control ? within(control) : [];
  const number = fields.indexOf(active);
  return {
    path: control?.dataset.path, kind: control?.dataset.control, text: fields.map(said).join("\n"), number,
    own: said(active), reached: [...form.querySelectorAll(REACHED)].indexOf(active), caret: caretIn(active),
  };
}

/** Give the focus back: to the field that says the same, where others have put something before it. */
function again(form, focus) {
  const all = controls(form).filter((one) => one.dataset.control === focus.kind);
  const same = all.filter((one) => within(one).map(said).join("\n") === focus.text);
  const there = all.find((one) => one.dataset.path === focus.path);
  const control = same.includes(there) || same.length !== 1 ? there : same[0];
  const fields = control && focus.number >= 0 ? within(control) : [];
  const alike = fields.filter((one) => said(one) === focus.own);
  const field = alike.includes(fields[focus.number]) || alike.length !== 1 ? fields[focus.number] : alike[0];
  const reached = [...form.querySelectorAll(REACHED)];
  const found = field ?? control?.querySelector(REACHED) ?? reached[Math.min(Math.max(focus.reached, 0), reached.length - 1)];
  found?.focus();
  if (field && focus.caret !== null) putCaret(field, focus.caret);
}

function caretIn(field) {
  if (!field.isContentEditable) return field.selectionStart ?? null;
  const { anchorNode, anchorOffset } = getSelection();
  if (!field.contains(anchorNode)) return null;
  const range = document.createRange();
  range.setStart(field, 0);
  range.setEnd(anchorNode, anchorOffset);
  return range.toString().length;
}

function putCaret(field, caret) {
  if (!field.isContentEditable) {
    field.setSelectionRange?.(caret, caret);
    return;
  }
  const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  for (let left = caret; texts.nextNode(); left -= texts.currentNode.length) {
    if (left > texts.currentNode.length) continue;
    getSelection().collapse(texts.currentNode, left);
    return;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-place]");
  if (link) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("place", { detail: link.dataset.place }));
  }
  const mend = event.target.closest("[data-mend]");
  if (mend) document.dispatchEvent(new CustomEvent("mend", { detail: { changes: JSON.parse(mend.dataset.mend), label: mend.textContent } }));
});
