// The table of a grid: laid out once, and brought up to date cell by cell.

/** Return the cell of a row and a column by their keys; the row's name where the column is "". */
export function cellOf(frame, row, column) {
  return frame.querySelector(`[data-row="${CSS.escape(row ?? "")}"] > [data-cell="${CSS.escape(column ?? "")}"]`);
}

/** Return which row a cell stands in, from 0. */
export function rowOf(cell) {
  return cell.parentElement.sectionRowIndex;
}

/** Lay the table out, or where its rows and columns are the same, bring it up to date. */
export function table(sheet, isSame) {
  if (!isSame || !sheet.frame.firstElementChild) sheet.frame.replaceChildren(laid(sheet));
  const { data, words, drafts, editor } = sheet;
  data.rows.forEach((row) => {
    const name = cellOf(sheet.frame, row.key, "");
    name.parentElement.className = row.strong ? "sterk" : "";
    if (!(editor?.row === row.key && editor.column === "")) show(name, row.name, row.findings.length ? "funn" : "");
    row.cells.forEach((cell, at) => {
      const column = data.columns[at].id;
      if (editor?.row === row.key && editor.column === column) return;
      figure(cellOf(sheet.frame, row.key, column), cell, drafts.get(`${row.key} ${column}`), words);
    });
  });
}

function laid({ data, words, about }) {
  const made = document.createElement("table");
  made.setAttribute("role", "grid");
  made.setAttribute("aria-multiselectable", "true");
  made.setAttribute("aria-label", data.title || words.figures);
  made.setAttribute("aria-rowcount", data.rows.length + 1);
  made.setAttribute("aria-colcount", data.columns.length + 1);
  const head = made.createTHead().insertRow();
  for (const text of [data.corner || words.posts, ...data.columns.map((one) => one.heading)]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    line.dataset.row = row.key;
    const name = document.createElement("th");
    name.scope = "row";
    name.setAttribute("role", "rowheader");
    name.dataset.cell = "";
    line.append(name);
    for (const { id } of data.columns) {
      const cell = line.insertCell();
      cell.setAttribute("role", "gridcell");
      cell.dataset.cell = id;
    }
  }
  return made;
}

function figure(element, cell, draft, words) {
  const classes = [];
  if (cell.kind === "computed" || cell.kind === "closed") classes.push("regnet");
  if (cell.findings.length || cell.deviation) classes.push("funn");
  if (draft?.waits) classes.push("venter");
  show(element, draft ? draft.text : cell.printed, classes.join(" "));
  element.setAttribute("aria-readonly", String(cell.kind !== "typed"));
  if (draft && !draft.waits) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
  if (cell.kind === "link" && !draft) element.firstChild.className = "merke";
  const notes = [words[cell.kind], cell.findings.length ? words.finding : ""].filter(Boolean).join(", ");
  if (!notes) return;
  const note = document.createElement("span");
  note.className = "skjult";
  note.textContent = ` ${notes}`;
  element.append(note);
}

function show(element, text, classes) {
  element.className = classes;
  const shown = document.createElement("span");
  shown.textContent = text;
  element.replaceChildren(shown);
}
