// A table of the budget as a grid. Figures are posted at once, one after the other; what is refused stays in its cell
// until it is mended or given up. All words are the element's own (data-words).

import { cellOf, rowOf, table } from "./grid-table.js";
import { rowActions } from "./grid-rows.js";

const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
};

/**
 * Bring a grid to life.
 * @param {HTMLElement} element with data-value (what Grid.told gives), data-words; gets `setValue(grid)`
 * @param {object} services what the page offers (main.js)
 */
export function mount(element, services) {
  new Sheet(element, services);
}

class Sheet {
  constructor(element, services) {
    this.services = services;
    this.words = JSON.parse(element.dataset.words);
    this.data = JSON.parse(element.dataset.value);
    this.at = { row: 0, column: this.data.columns.length ? 1 : 0 }; // column 0 has the names
    this.anchor = { ...this.at };
    this.editor = null;
    this.drafts = new Map(); // what was refused, by cell
    this.queue = Promise.resolve();
    this.isLaying = false;
    this.element = element;
    this.frame = made("div", "ramme");
    this.about = made("p", "om");
    this.about.id = `om-${Math.random().toString(36).slice(2)}`;
    this.answer = made("p", "svar");
    this.answer.setAttribute("role", "status");
    this.rows = rowActions(this);
    const how = made("p", "bruk");
    how.textContent = this.words.how;
    const foot = made("div", "fot");
    foot.append(this.about, this.answer);
    element.replaceChildren(this.rows.element, this.frame, foot, how);
    element.setValue = (value) => JSON.stringify(value) === JSON.stringify(this.data) || this.setValue(value);
    this.listen();
    this.lay();
  }

  // --- What is shown ----------------------------------------------------------------------------

  /** Show what the server has now; the focus, the selection and what is being written stay. */
  setValue(value) {
    const here = this.data.rows[this.at.row]?.key;
    const isSame = shape(value) === shape(this.data);
    this.data = value;
    if (!isSame) {
      const row = value.rows.findIndex((one) => one.key === here);
      this.at.row = row < 0 ? Math.min(this.at.row, value.rows.length - 1) : row;
      this.at.column = Math.min(this.at.column, value.columns.length);
      this.anchor = { ...this.at };
    }
    this.lay(isSame);
  }

  lay(isSame = false) {
    const hadFocus = this.frame.contains(document.activeElement);
    const { editor } = this;
    const caret = editor && [editor.input.selectionStart, editor.input.selectionEnd];
    this.isLaying = true;
    table(this, isSame);
    if (editor) {
      const cell = this.cell(editor.row, editor.column);
      if (cell && cell !== editor.cell) this.put(cell);
      else if (!cell) this.editor = null;
    }
    this.isLaying = false;
    this.mark();
    if (!hadFocus) return;
    if (this.editor) {
      this.editor.input.focus({ preventScroll: true });
      this.editor.input.setSelectionRange(...caret);
    } else this.cell()?.focus({ preventScroll: true });
  }

  cell(row = this.data.rows[this.at.row]?.key, column = this.column()) {
    return cellOf(this.frame, row, column);
  }

  column(at = this.at.column) {
    return at ? this.data.columns[at - 1]?.id : "";
  }

  /** Show where one is, what is chosen, and what a figure follows from. */
  mark() {
    const area = this.area();
    for (const cell of this.frame.querySelectorAll("[data-cell]")) {
      const [row, column] = [rowOf(cell), cell.cellIndex];
      const isHere = row === this.at.row && column === this.at.column;
      const isChosen = !area.isOne && row >= area.top && row <= area.lower && column >= area.left && column <= area.right;
      cell.tabIndex = isHere ? 0 : -1;
      if (isHere) cell.setAttribute("aria-describedby", this.about.id);
      else cell.removeAttribute("aria-describedby");
      if (cell.getAttribute("aria-selected") !== String(isChosen)) cell.setAttribute("aria-selected", String(isChosen));
    }
    this.about.textContent = this.told();
    this.rows.update();
  }

  told() {
    const row = this.data.rows[this.at.row];
    if (!row) return "";
    const cell = this.at.column ? row.cells[this.at.column - 1] : { findings: row.findings };
    const draft = this.drafts.get(`${row.key} ${this.column()}`);
    const deviation = cell.deviation ? `${this.words.deviation} ${cell.deviation}` : "";
    const unlink = cell.kind === "link" ? this.words.unlink : "";
    return [draft && `${this.words.refused} ${draft.message}`, cell.follows, unlink, deviation, ...cell.findings].filter(Boolean).join(" ");
  }

  area() {
    const { at, anchor } = this;
    return {
      top: Math.min(at.row, anchor.row), lower: Math.max(at.row, anchor.row),
      left: Math.min(at.column, anchor.column), right: Math.max(at.column, anchor.column),
      isOne: at.row === anchor.row && at.column === anchor.column,
    };
  }

  say(text) {
    this.answer.textContent = "";
    this.answer.textContent = text;
  }

  // --- Going about ------------------------------------------------------------------------------

  go(row, column, { chooses = false, focuses = true } = {}) {
    const clamp = (value, most) => Math.max(0, Math.min(value, most));
    this.at = { row: clamp(row, this.data.rows.length - 1), column: clamp(column, this.data.columns.length) };
    if (!chooses) this.anchor = { ...this.at };
    this.mark();
    if (!focuses) return;
    this.cell()?.focus();
    this.cell()?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  listen() {
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("focusin", (event) => {
      const cell = event.target.closest("[data-cell]");
      if (cell && event.target === cell && (rowOf(cell) !== this.at.row || cell.cellIndex !== this.at.column)) {
        this.go(rowOf(cell), cell.cellIndex, { focuses: false });
      }
    });
    this.frame.addEventListener("mousedown", (event) => {
      const cell = event.target.closest("[data-cell]");
      if (!cell || event.target.matches("input")) return;
      event.preventDefault();
      const wasHere = document.activeElement === cell;
      this.go(rowOf(cell), cell.cellIndex, { chooses: event.shiftKey });
      if (wasHere && !event.shiftKey) this.edit();
    });
    this.frame.addEventListener("dblclick", () => this.edit());
    this.frame.addEventListener("copy", (event) => this.copy(event));
    this.frame.addEventListener("cut", (event) => {
      if (this.editor) return;
      this.copy(event);
      this.empty();
    });
    this.frame.addEventListener("paste", (event) => this.paste(event));
  }

  key(event) {
    if (this.editor) {
      this.keyInEditor(event);
      return;
    }
    const { key } = event;
    const held = event.ctrlKey || event.metaKey;
    if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) this.rows.move(key === "ArrowUp" ? -1 : 1);
    else if (MOVES[key]) this.step(event, ...MOVES[key]);
    else if (key === "Enter" || key === "F2") this.edit();
    else if (key === "Delete" || key === "Backspace") this.empty();
    else if (held && key.toLowerCase() === "a") this.chooseAll();
    else if (key.length === 1 && key !== " " && !held && !event.altKey) this.edit(key);
    else return;
    event.preventDefault();
  }

  step(event, down, right) {
    const held = event.ctrlKey || event.metaKey;
    const how = { chooses: event.shiftKey };
    if (held && (event.key === "Home" || event.key === "End")) this.go(down + right, right, how);
    else if (held) this.go(this.at.row + far(down), this.at.column + far(right), how);
    else this.go(this.at.row + down, this.at.column + right, how);
  }

  chooseAll() {
    this.anchor = { row: 0, column: 1 };
    this.go(this.data.rows.length - 1, this.data.columns.length, { chooses: true });
  }

  // --- Writing ----------------------------------------------------------------------------------

  edit(text) {
    const row = this.data.rows[this.at.row];
    const column = this.column();
    const cell = column ? row.cells[this.at.column - 1] : null;
    if (cell && cell.kind !== "typed") {
      this.say(this.told());
      return;
    }
    const draft = this.drafts.get(`${row.key} ${column}`);
    const name = column ? this.data.columns[this.at.column - 1].heading : "";
    const input = made("input");
    input.type = "text";
    input.autocomplete = "off";
    if (cell) input.inputMode = "text";
    input.value = text ?? draft?.text ?? (cell ? cell.typed : row.name);
    input.setAttribute("aria-label", (cell ? this.words.edit : this.words.rename).replace("{rad}", row.name).replace("{kolonne}", name));
    input.addEventListener("blur", () => {
      if (!this.isLaying) this.commit();
    });
    this.editor = { row: row.key, column, input, was: cell ? cell.typed : row.name };
    this.put(this.cell());
    input.focus();
    if (text === undefined) input.select();
    else input.setSelectionRange(input.value.length, input.value.length);
  }

  put(cell) {
    cell.classList.add("skriver");
    cell.replaceChildren(this.editor.input);
    this.editor.cell = cell;
  }

  keyInEditor(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.drafts.delete(`${this.editor.row} ${this.editor.column}`);
      this.leave();
      this.cell()?.focus();
    } else if (event.key === "Enter" || event.key === "ArrowUp" || event.key === "ArrowDown") {
      const by = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1;
      this.commit();
      this.go(this.at.row + by, this.at.column);
    } else if (event.key === "Tab") {
      this.commit();
      this.cell()?.focus(); // from there the browser goes on
      return;
    } else return;
    event.preventDefault();
  }

  leave() {
    this.editor = null;
    this.isLaying = true;
    table(this, true);
    this.isLaying = false;
    this.mark();
  }

  commit() {
    const { editor } = this;
    if (!editor) return;
    const text = editor.input.value;
    const row = this.data.rows.find((one) => one.key === editor.row);
    const key = `${editor.row} ${editor.column}`;
    const isNew = text !== editor.was || this.drafts.has(key);
    this.drafts.delete(key);
    if (row && isNew && editor.column) this.drafts.set(key, { text, message: "", waits: true });
    this.leave();
    if (!row || !isNew) return;
    if (editor.column) this.send({ row: editor.row, column: editor.column, text }, key);
    else this.rows.rename(editor.row, editor.was, text.trim());
  }

  /** Post what is asked for; what is refused stays as a draft in its cell. */
  send(wish, draft = "", done = "") {
    const asked = { action: "", ...wish, file: this.data.file, table: this.data.table };
    this.queue = this.queue.then(async () => {
      const mine = this.drafts.get(draft);
      try {
        const answer = await this.services.post("celler", asked);
        if (this.drafts.get(draft) === mine) this.drafts.delete(draft);
        this.setValue(answer.grid);
        this.say([done, ...answer.told].filter(Boolean).join("\n"));
        return answer;
      } catch (error) {
        const message = error instanceof TypeError ? this.words.lost : error.message;
        if (mine) Object.assign(mine, { message, waits: false });
        this.lay(true);
        this.say(`${this.words.refused} ${message}`);
        return null;
      }
    });
    return this.queue;
  }

  empty() {
    const area = this.area();
    if (!area.right) return;
    this.enter(area, grid(area, () => ""));
  }

  enter(area, text) {
    const left = Math.max(area.left, 1);
    this.send({ row: this.data.rows[area.top].key, column: this.column(left), text });
  }

  copy(event) {
    if (this.editor) return;
    const area = this.area();
    const text = grid({ ...area, all: true }, (row, column) => {
      const one = this.data.rows[row];
      return column ? one.cells[column - 1].printed : one.name;
    });
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    this.say(this.words.copied.replace("{antall}", (area.lower - area.top + 1) * (area.right - area.left + 1)));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    const isArea = /[\t\n]/.test(text.trimEnd());
    if (this.editor && !isArea) return;
    event.preventDefault();
    if (this.editor) {
      this.leave();
      this.cell()?.focus();
    }
    const area = this.area();
    if (!text || !area.right) return;
    // One figure goes into every cell that is chosen, as in a spreadsheet.
    this.enter(area, isArea || area.isOne ? text : grid(area, () => text.trim()));
  }
}

function far(by) {
  return by && by * Infinity;
}

function grid(area, text) {
  const lines = [];
  for (let row = area.top; row <= area.lower; row += 1) {
    const cells = [];
    for (let column = area.all ? area.left : Math.max(area.left, 1); column <= area.right; column += 1) cells.push(text(row, column));
    lines.push(cells.join("\t"));
  }
  return lines.join("\n");
}

function shape(data) {
  return JSON.stringify([data.columns.map((one) => one.id), data.rows.map((one) => one.key)]);
}

function made(name, classes = "") {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  return element;
}
