// What can be done with the row of a grid that one is in: a post below it, another name, another place, away with it.

/**
 * @param {object} sheet the grid
 * @returns {{element: HTMLElement, update: function, move: function, rename: function}}
 */
export function rowActions(sheet) {
  const { words } = sheet;
  const element = document.createElement("div");
  element.className = "radvalg";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", words.row);
  const row = () => sheet.data.rows[sheet.at.row];
  const buttons = {};
  const form = document.createElement("form");
  form.hidden = true;

  function button(name, action, shortcut) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words[name];
    if (shortcut) made.setAttribute("aria-keyshortcuts", shortcut);
    made.addEventListener("click", action);
    buttons[name] = made;
    return made;
  }

  function place() {
    return `${sheet.data.path}/rader`;
  }

  /** Post a change whose effect is shown already; where it is not made, show what was before. */
  async function change(one, label, before) {
    let isMade = false;
    sheet.queue = sheet.queue.then(async () => {
      const answer = await sheet.services.change([{ file: sheet.data.file, ...one }], { label }).catch(() => null);
      isMade = Boolean(answer) && !answer.clashes?.length;
      if (!isMade) sheet.setValue(before);
    });
    await sheet.queue;
    return isMade;
  }

  async function move(by) {
    const at = sheet.at.row;
    const to = at + by;
    const before = sheet.data;
    const { rows } = before;
    if (to < 0 || to >= rows.length) return;
    const key = rows[at].key;
    const order = [...rows];
    order.splice(to, 0, ...order.splice(at, 1));
    sheet.setValue({ ...before, rows: order });
    const where = { path: `${place()}/${key}`, to_file: before.file, to_path: place(), at: to };
    if (await change({ op: "move", ...where }, words[by < 0 ? "up" : "down"], before)) {
      sheet.say(words.moved.replace("{plass}", to + 1).replace("{antall}", rows.length));
    }
  }

  async function rename(key, was, name) {
    const named = (text) => ({ ...sheet.data, rows: sheet.data.rows.map((one) => (one.key === key ? { ...one, name: text } : one)) });
    if (!name) return;
    const before = named(was);
    sheet.setValue(named(name));
    await change({ op: "set", path: `${place()}/${key}/navn`, was, value: name }, words.change_name, before);
  }

  async function remove() {
    const { key } = row();
    await sheet.send({ action: "remove", row: key, column: "", text: "" }, "", words.removed);
    sheet.cell()?.focus();
  }

  function ask() {
    form.hidden = false;
    input.value = "";
    input.focus();
  }

  function close() {
    form.hidden = true;
    sheet.cell()?.focus();
  }

  const label = document.createElement("label");
  const input = document.createElement("input");
  input.required = true;
  input.maxLength = 300;
  label.append(words.add_name, " ", input);
  const done = document.createElement("button");
  done.textContent = words.add_done;
  form.className = "radvalg";
  form.append(label, done, button("cancel", close));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!input.value.trim() || done.disabled) return;
    done.disabled = true;
    const before = sheet.at.row;
    const count = sheet.data.rows.length;
    await sheet.send({ action: "add", row: row().key, column: "", text: input.value }, "", words.added);
    done.disabled = false;
    if (sheet.data.rows.length === count) return; // refused: what was written stays
    form.hidden = true;
    sheet.go(before + 1, Math.min(1, sheet.data.columns.length));
  });
  element.append(
    button("add", ask),
    button("change_name", () => {
      sheet.go(sheet.at.row, 0);
      sheet.edit();
    }),
    button("up", () => move(-1), "Alt+ArrowUp"),
    button("down", () => move(1), "Alt+ArrowDown"),
    button("remove", remove),
    form,
  );

  return {
    element,
    move,
    rename,
    update() {
      const none = !row();
      for (const name of ["add", "change_name", "remove"]) buttons[name].disabled = none;
      // A button with the focus stays, so that the focus does.
      const isEnd = { up: sheet.at.row === 0, down: sheet.at.row >= sheet.data.rows.length - 1 };
      for (const name of ["up", "down"]) buttons[name].setAttribute("aria-disabled", String(none || isEnd[name]));
    },
  };
}
