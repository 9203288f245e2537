// The fields of a form: each keystroke is sent, with what the field held before.

/** The number that a text is, as Norwegians write them; undefined where it is none, or half of one. */
function numeral(text) {
  const plain = text.replace(/[\s\u00a0]/g, "").replace("−", "-").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** What a field's text means, by the JSON types that it takes; undefined while it is half typed. */
function meant(element, text) {
  const { control } = element.dataset;
  if (element.validity?.badInput) return undefined; // half a date
  if (text === "") return null;
  if (control === "check" || control === "choice") return JSON.parse(text);
  if (control === "number") {
    const number = numeral(text);
    const { min, max } = element.dataset;
    return number !== undefined && !(min && number < Number(min)) && !(max && number > Number(max)) ? number : undefined;
  }
  return text.replace(/[\n\r\u2028\u2029]+/g, " ");
}

const shown = (value) => (value === null || value === undefined ? "" : String(value));

/**
 * Bring a field to life.
 * @param {HTMLElement} element has data-control, data-file, data-path, data-value
 * @param {object} services of the page, see main.js
 */
export function mount(element, services) {
  if (element.dataset.control === "lines") mountLines(element, services);
  else mountField(element, services);
}

function mountField(element, services) {
  let known = JSON.parse(element.dataset.value);
  let wanted = known;
  let isPosting = false;
  const isText = element.matches("input,textarea");
  const write = (value) => {
    element.value = isText ? shown(value) : value === null ? "" : JSON.stringify(value);
  };
  // One post at a time, with the newest: whoever types quickly is not waited for.
  const push = async () => {
    if (isPosting) return;
    isPosting = true;
    while (wanted !== known) {
      const value = wanted;
      const { file, path, label } = element.dataset;
      const change = { op: "set", file, path, was: known, value };
      const answer = await services.change([change], { label, merge: isText }).catch(() => null);
      const isKept = Boolean(answer && !answer.clashes?.length);
      if (isKept) known = value;
      else if (wanted === value) wanted = known;
      services.hold?.(element, !isKept);
    }
    isPosting = false;
  };
  element.addEventListener("input", () => {
    const value = meant(element, element.value);
    note(element, value);
    services.hold?.(element, value === undefined);
    if (value === undefined) return;
    wanted = value;
    push();
  });
  if (element.matches("textarea")) {
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
  }
  element.setValue = (value) => {
    if (isPosting) return; // what is shown is newer
    element.dataset.value = JSON.stringify(value);
    if (value === wanted) return;
    const caret = element.selectionStart;
    known = value;
    wanted = value;
    write(value);
    note(element, value);
    services.hold?.(element, false);
    if (document.activeElement === element && caret != null && isText) element.setSelectionRange(Math.min(caret, element.value.length), Math.min(caret, element.value.length));
  };
}

/** Say below a field how much room is left, or what is wrong with what is typed. */
function note(element, value) {
  const place = document.getElementById(`${element.id}-m`);
  if (!place) return;
  const { pattern, wrong, left } = element.dataset;
  const isWrong = value === undefined || (typeof value === "string" && pattern && !fits(pattern, value));
  const room = element.maxLength > 0 ? element.maxLength - element.value.length : Infinity;
  const text = isWrong ? wrong : room < 100 && left ? left.replace("{antall}", room) : "";
  element.setAttribute("aria-invalid", String(isWrong));
  place.textContent = text;
  place.hidden = !text;
}

function fits(pattern, value) {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true; // the server knows
  }
}

// --- Lists of lines -----------------------------------------------------------------------------

function mountLines(element, services) {
  const words = JSON.parse(element.dataset.words);
  const isNumber = !element.dataset.types.includes("string");
  const list = document.getElementById(element.dataset.list);
  const rows = document.createElement("ol");
  rows.className = "rader";
  const add = document.createElement("button");
  add.type = "button";
  add.textContent = words.add;
  element.append(rows, add);
  let known = JSON.parse(element.dataset.value) ?? [];
  let isPosting = false;

  const kindOf = (value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.keys(value)[0] : "");
  const textOf = (value) => shown(kindOf(value) ? Object.values(value)[0] : value);
  // A row that nobody has written in holds what the file holds, to the last sign.
  const valueOf = (row) => {
    if (row.own !== undefined && row.querySelector("textarea,input").value === row.begun) return row.own;
    const text = row.querySelector("textarea,input").value.replace(/\s*\n\s*/g, " ").trim();
    const value = isNumber && text ? (numeral(text) ?? NaN) : text;
    return row.dataset.kind ? { [row.dataset.kind]: value } : value;
  };
  const all = () => [...rows.children].map(valueOf).filter((one) => one !== "" && textOf(one) !== "");

  function row(value) {
    const found = document.createElement("li");
    found.className = "rad";
    found.dataset.kind = kindOf(value);
    const field = document.createElement(list ? "input" : "textarea");
    if (list) field.setAttribute("list", list.id);
    else field.rows = 1;
    field.autocomplete = "off";
    field.value = textOf(value);
    if (field.value) [found.own, found.begun] = [value, field.value];
    field.setAttribute("aria-label", words.item);
    if (found.dataset.kind) {
      const kind = document.createElement("span");
      kind.className = "slag";
      kind.textContent = words[found.dataset.kind] ?? found.dataset.kind;
      found.append(kind);
    }
    const gone = document.createElement("button");
    gone.type = "button";
    gone.textContent = "×";
    gone.title = words.remove;
    gone.setAttribute("aria-label", `${words.remove}: ${field.value}`);
    gone.addEventListener("click", () => {
      take(found);
      send();
    });
    found.append(field, gone);
    return found;
  }

  function take(found) {
    const near = found.nextElementSibling ?? found.previousElementSibling;
    found.remove();
    (near?.querySelector("textarea,input") ?? add).focus();
  }

  function insert(after, value) {
    const fresh = row(value);
    if (after) after.after(fresh);
    else rows.append(fresh);
    fresh.querySelector("textarea,input").focus();
    return fresh;
  }

  function send() {
    const wrong = [...rows.children].filter((row) => Number.isNaN(valueOf(row)));
    for (const row of rows.children) row.querySelector("textarea,input").setAttribute("aria-invalid", String(wrong.includes(row)));
    services.hold?.(element, wrong.length > 0);
    if (wrong.length) return; // a half-typed number waits
    push();
  }

  // One post at a time, with the newest.
  async function push() {
    if (isPosting) return;
    isPosting = true;
    let value = all();
    while (JSON.stringify(value) !== JSON.stringify(known)) {
      const { file, path, label } = element.dataset;
      const answer = await services.change(difference(known, value, file, path), { label, merge: true }).catch(() => null);
      const isKept = Boolean(answer && !answer.clashes?.length);
      services.hold?.(element, !isKept);
      if (!isKept) break;
      known = value;
      element.dataset.value = JSON.stringify(value);
      value = all();
    }
    isPosting = false;
  }

  add.addEventListener("click", () => insert(rows.lastElementChild, ""));
  rows.addEventListener("input", (event) => {
    const parts = event.target.value.split("\n");
    if (parts.length > 1) several(event.target.closest("li"), parts);
    send();
  });
  rows.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").trim();
    const parts = text.split(/\r?\n/).map((one) => one.replace(/^[\s•*·-]+/, "").trim()).filter(Boolean);
    if (parts.length < 2) return;
    event.preventDefault();
    several(event.target.closest("li"), [event.target.value + parts[0], ...parts.slice(1)]);
    send();
  });

  function several(found, parts) {
    found.querySelector("textarea,input").value = parts[0];
    let last = found;
    for (const part of parts.slice(1)) last = insert(last, part);
  }

  rows.addEventListener("keydown", (event) => {
    const found = event.target.closest("li");
    if (!found || event.isComposing) return;
    if (event.key === "Enter" && event.target.matches("textarea,input")) {
      event.preventDefault();
      insert(found, "");
    } else if (event.key === "Backspace" && event.target.value === "") {
      event.preventDefault();
      const before = found.previousElementSibling;
      found.remove();
      (before?.querySelector("textarea,input") ?? add).focus();
      send();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const other = event.key === "ArrowUp" ? found.previousElementSibling : found.nextElementSibling;
      if (!other) return;
      if (event.key === "ArrowUp") other.before(found);
      else other.after(found);
      event.target.focus();
      send();
    }
  });

  element.setValue = (value) => {
    if (isPosting) return; // what is shown is newer
    if (JSON.stringify(value ?? []) === JSON.stringify(all())) {
      known = value ?? [];
      element.dataset.value = JSON.stringify(value);
      return;
    }
    if (rows.contains(document.activeElement) && JSON.stringify(all()) !== JSON.stringify(known)) return; // being written
    services.hold?.(element, false);
    const active = [...rows.children].findIndex((one) => one.contains(document.activeElement));
    const own = active >= 0 ? valueOf(rows.children[active]) : "";
    const caret = document.activeElement.selectionStart;
    known = value ?? [];
    element.dataset.value = JSON.stringify(value);
    rows.replaceChildren(...known.map(row));
    if (active < 0) return;
    // Others may have put something before what is being written.
    const alike = known.flatMap((one, at) => (JSON.stringify(one) === JSON.stringify(own) ? [at] : []));
    const at = alike.length === 1 ? alike[0] : Math.min(active, known.length - 1);
    const field = rows.children[at]?.querySelector("textarea,input");
    (field ?? add).focus();
    if (field && caret != null) field.setSelectionRange(caret, caret);
  };
  rows.replaceChildren(...known.map(row));
}

/** Return the changes that make one list of another: single items where one is another, or one comes or goes. */
function difference(old, fresh, file, path) {
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  let start = 0;
  while (start < old.length && start < fresh.length && same(old[start], fresh[start])) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && same(old.at(-1 - end), fresh.at(-1 - end))) end += 1;
  const gone = old.slice(start, old.length - end);
  const come = fresh.slice(start, fresh.length - end);
  if (!fresh.length) return [{ op: "set", file, path, was: old, value: null }];
  if (!gone.length && come.length === 1) return [{ op: "insert", file, path, at: start, value: come[0] }];
  if (gone.length === 1 && !come.length) return [{ op: "remove", file, path: `${path}/${start}`, was: gone[0] }];
  if (gone.length === 1 && come.length === 1) return [{ op: "set", file, path: `${path}/${start}`, was: gone[0], value: come[0] }];
  return [{ op: "set", file, path, was: old.length ? old : null, value: fresh }];
}
