/** The small windows of the editor of text: each asks one thing, and gives the focus back. */

let count = 0;

function made(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
}

/** Return a label and a field of a window. */
export function field(label, input) {
    input.id = `tekst-felt-${(count += 1)}`;
    return made("p", {}, made("label", { for: input.id }, label), input);
}

/** Return an input. */
export const input = (type, value) => Object.assign(made("input", { type }), { value });

/**
 * Open a window and wait for what the user makes of it.
 * @param {{title: string, parts: Element[], words: Object, canRemove: boolean, check: () => string}} window
 *   `check` says what is wrong, or nothing.
 * @returns {Promise<"ok"|"remove"|"">}
 */
export function ask({ title, parts, words, canRemove = false, check = () => "" }) {
    const head = made("h2", { id: `tekst-tittel-${(count += 1)}` }, title);
    const fault = made("p", { class: "tekst-feil", role: "alert" });
    const button = (value, label) => made("button", { type: value === "ok" ? "submit" : "button", value }, label);
    const buttons = made("p", { class: "tekst-knapper" }, button("ok", words.ok), button("", words.cancel));
    if (canRemove) buttons.append(button("remove", words.remove));
    const form = made("form", { method: "dialog", novalidate: "" }, head, ...parts, fault, buttons);
    const dialog = made("dialog", { class: "tekst-vindu", "aria-labelledby": head.id }, form);
    document.body.append(dialog);
    return new Promise((resolve) => {
        form.addEventListener("submit", (event) => {
            fault.textContent = check();
            if (fault.textContent) event.preventDefault();
        });
        buttons.addEventListener("click", ({ target }) => {
            if (target.type === "button") dialog.close(target.value);
        });
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(dialog.returnValue);
        });
        dialog.showModal();
    });
}

/**
 * Return what chooses one of many: a field to search in and the list of what is found.
 * @param {{value: string, label: string}[]} all
 * @param {string} chosen
 * @param {Object} words
 */
export function chooser(all, chosen, words) {
    const search = input("search", "");
    const list = made("select", { size: "8" });
    const fill = () => {
        const wanted = search.value.toLowerCase().split(/\s+/);
        const before = list.value || chosen;
        const found = all.filter(({ label }) => wanted.every((word) => label.toLowerCase().includes(word)));
        list.replaceChildren(...found.map(({ value, label }) => made("option", { value }, label)));
        list.value = found.some(({ value }) => value === before) ? before : (found[0]?.value ?? "");
    };
    search.addEventListener("input", fill);
    search.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        list.focus();
    });
    fill();
    return { parts: [field(words.search, search), field(words.targets, list)], value: () => list.value };
}
