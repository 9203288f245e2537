// Brings the controls of a form to life, and keeps them in step with what the server has.

const MODULES = { text: "./text.js", grid: "./grid.js", outline: "./outline.js" };
const REST = "./form.js";

/** Bring the controls below an element to life that are not yet. */
export async function mountAll(root, services) {
  for (const element of root.querySelectorAll("[data-control]")) {
    if (element.dataset.alive !== undefined) continue;
    element.dataset.alive = "";
    const module = await import(MODULES[element.dataset.control] ?? REST);
    module.mount(element, services);
  }
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
  if (services.written() !== before) return; // what was fetched is older than what has been written since
  if (shape(form) === shape(fresh.content)) {
    values(form, fresh.content);
    findings(form, fresh.content);
    return;
  }
  const focus = where(form);
  const top = form.scrollTop;
  form.replaceChildren(fresh.content);
  await mountAll(form, services);
  form.scrollTop = top;
  if (focus) again(form, focus);
}

function values(form, fresh) {
  const known = controls(form);
  controls(fresh).forEach((one, number) => {
    const own = known[number];
    if (!own.setValue || one.dataset.value === undefined || own.dataset.value === one.dataset.value) return;
    own.setValue(JSON.parse(one.dataset.value), one);
  });
}

function findings(form, fresh) {
  const known = form.querySelectorAll("[data-findings]");
  fresh.querySelectorAll("[data-findings]").forEach((one, number) => {
    if (known[number] && known[number].innerHTML !== one.innerHTML) known[number].innerHTML = one.innerHTML;
  });
}

function where(form) {
  const active = document.activeElement;
  if (!form.contains(active)) return null;
  const control = active.closest("[data-path]");
  const all = [...form.querySelectorAll("button,input,select,textarea,a[href],summary,[tabindex]")];
  return { path: control?.dataset.path, number: all.indexOf(active), start: active.selectionStart };
}

function again(form, focus) {
  const control = focus.path !== undefined && form.querySelector(`[data-path="${CSS.escape(focus.path)}"]`);
  const all = [...form.querySelectorAll("button,input,select,textarea,a[href],summary,[tabindex]")];
  const found = control
    ? (control.matches("input,textarea,select") ? control : control.querySelector("input,textarea,select,[contenteditable=true],button"))
    : all[Math.min(Math.max(focus.number, 0), all.length - 1)];
  found?.focus();
  if (found && focus.start != null && found.setSelectionRange && found.type !== "number") found.setSelectionRange(focus.start, focus.start);
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
