/** Prose as a word processor shows it; what is typed is posted as a document, the server makes Markdown of it. */
import { Editor, pm } from "/fast/editor.js";
import { ask, chooser, field, input } from "./text_dialogs.js";
import { plain, plainSlice, withoutTables } from "./text_pasted.js";
import { isAddress, shapes } from "./text_shapes.js";

const ARROWS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
const PRESSED = {
    bold: (editor) => editor.isActive("bold"),
    italic: (editor) => editor.isActive("italic"),
    bullets: (editor) => editor.isActive("bulletList"),
    numbers: (editor) => editor.isActive("orderedList"),
    quote: (editor) => editor.isActive("blockquote"),
    link: (editor) => editor.isActive("link"),
};

/** Whether a node is a numbered list with fewer items than one must have. */
const isTooShort = ({ type, content = [] }) =>
    type === "orderedList" && content.filter((item) => item.content?.some((part) => part.content?.length)).length < 2;

/** Return a document as it is kept: what is no numbered list yet is paragraphs. */
const kept = (node) => {
    const parts = (child) => (isTooShort(child) ? child.content.flatMap((item) => item.content ?? []).flatMap(parts) : [kept(child)]);
    return node.content ? { ...node, content: node.content.flatMap(parts) } : node;
};

/**
 * Make an element an editor of text; it gets `setValue(rich, {dataset: {source}})` for what the server has.
 * @param {HTMLElement} element see the macro `prosefelt`
 * @param {{change: Function, targets: Function, say: Function}} services
 */
export function mount(element, services) {
    return new Field(element, services);
}

class Field {
    constructor(element, services) {
        const { file, path, value, source, multiline, words } = element.dataset;
        Object.assign(this, { element, services, file, path, source, words: JSON.parse(words), targets: new Map() });
        this.fault = element.querySelector(".tekst-feil");
        this.toolbar = element.querySelector("[role=toolbar]");
        this.isOneLine = multiline === "false";
        this.isDirty = this.isPosting = this.isHeld = false;
        this.editor = this.#editor(element.querySelector(".tekst-flate"), JSON.parse(value), {
            isOneLine: this.isOneLine,
            names: ["aria-label", "aria-labelledby", "aria-describedby"].flatMap((name) =>
                element.hasAttribute(name) ? [[name, element.getAttribute(name)]] : [],
            ),
            onUpdate: ({ transaction }) => transaction.getMeta("from-server") || this.#post(),
            onBlur: () => this.editor.isEmpty && this.source && this.#post(),
            onTransaction: () => this.#shown(),
        });
        element.setValue = (rich, fresh) => this.setValue(rich, fresh);
        this.#tools();
        this.#shown();
        this.#learn();
    }

    #editor(place, content, { isOneLine = false, isNote = false, names = [], ...listeners }) {
        const isPlain = isOneLine || isNote;
        const show = {
            footnote: (dom, node) => this.#showNote(dom, node),
            reference: (dom, node) => this.#showReference(dom, node),
        };
        const editor = new Editor({
            element: place,
            content,
            injectCSS: false,
            extensions: shapes({ isOneLine, isNote, show }),
            editorProps: {
                attributes: { role: "textbox", "aria-multiline": String(!isPlain), ...Object.fromEntries(names) },
                transformPastedText: plain,
                transformPastedHTML: withoutTables,
                transformPasted: (slice) => plainSlice(slice, editor.schema),
                handleKeyDown: (view, event) => this.#key(editor, event, isPlain),
                handleClickOn: (view, at, node) => this.#opened(editor, node),
                handleDOMEvents: {
                    beforeinput: (view, event) => {
                        // Undo is the server's, over all fields.
                        if (event.inputType.startsWith("history")) event.preventDefault();
                        return false;
                    },
                },
            },
            ...listeners,
        });
        return editor;
    }

    #key(editor, event, isPlain) {
        const { node } = editor.state.selection;
        if (event.key === "Enter" && node?.isAtom) return this.#opened(editor, node);
        const window = editor.view.dom.closest("dialog");
        if (event.key === "Escape" && window) return window.close(), true;
        if (event.key === "Enter" && isPlain) return window?.querySelector("[type=submit]").click(), true;
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
            event.preventDefault();
            this.#link(editor);
            return true;
        }
        return false;
    }

    #opened(editor, node) {
        if (node.type.name === "footnote") this.#note(node);
        else if (node.type.name === "reference") this.#reference(editor, node);
        else return false;
        return true;
    }

    // --- The buttons -----------------------------------------------------------------------------

    #tools() {
        const buttons = [...this.toolbar.querySelectorAll("button")];
        const chain = () => this.editor.chain().focus();
        const act = {
            bold: () => chain().toggleBold().run(),
            italic: () => chain().toggleItalic().run(),
            bullets: () => chain().toggleBulletList().run(),
            numbers: () => chain().toggleList("orderedList", "listItem").run(),
            deeper: () => chain().sinkListItem("listItem").run(),
            higher: () => chain().liftListItem("listItem").run(),
            quote: () => chain().toggleBlockquote().run(),
            link: () => this.#link(this.editor),
            footnote: () => this.#note(null),
            reference: () => this.#reference(this.editor, null),
        };
        buttons.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
        this.toolbar.addEventListener("mousedown", (event) => event.preventDefault());
        this.toolbar.addEventListener("click", ({ target }) => act[target.closest("button")?.dataset.act]?.());
        this.toolbar.addEventListener("keydown", (event) => {
            const step = ARROWS[event.key];
            if (!step) return;
            event.preventDefault();
            const at = Math.min(Math.max(buttons.indexOf(document.activeElement) + step, 0), buttons.length - 1);
            buttons.forEach((button, number) => (button.tabIndex = number === at ? 0 : -1));
            buttons[at].focus();
        });
    }

    #shown() {
        if (!this.editor) return;
        for (const button of this.toolbar.querySelectorAll("[aria-pressed]"))
            button.setAttribute("aria-pressed", String(PRESSED[button.dataset.act](this.editor)));
        this.#number();
    }

    // --- Links, footnotes and cross-references ---------------------------------------------------

    async #link(editor) {
        const { words } = this;
        if (editor.isActive("link")) editor.commands.extendMarkRange("link");
        const { from, to } = editor.state.selection;
        const chosen = editor.state.doc.textBetween(from, to, " ");
        const href = editor.getAttributes("link").href ?? "";
        const address = input("url", href);
        const text = input("text", chosen);
        const answer = await ask({
            title: words.link,
            parts: [field(words.address, address), field(words.text, text)],
            words,
            canRemove: Boolean(href),
            check: () => (isAddress(address.value.trim()) ? "" : words.badAddress),
        });
        const chain = editor.chain().focus().setTextSelection({ from, to });
        if (answer === "remove") chain.unsetMark("link").run();
        else if (answer !== "ok") chain.run();
        else if (text.value === chosen && chosen) chain.setMark("link", { href: address.value.trim() }).run();
        else {
            const label = text.value.trim() || address.value.trim();
            const marks = [{ type: "link", attrs: { href: address.value.trim() } }];
            chain.insertContent({ type: "text", text: label, marks }).unsetMark("link").run();
        }
    }

    async #note(node) {
        const { words, editor } = this;
        const place = Object.assign(document.createElement("div"), { className: "tekst-flate" });
        const label = Object.assign(document.createElement("p"), { textContent: words.noteText, id: "tekst-note" });
        const content = node?.attrs.content ?? [];
        const small = this.#editor(place, { type: "doc", content: [{ type: "paragraph", content }] }, {
            isNote: true,
            names: [["aria-labelledby", label.id]],
        });
        const waiting = ask({
            title: words.footnote,
            parts: [label, place],
            words,
            canRemove: Boolean(node),
            check: () => (small.getText().trim() ? "" : words.noText),
        });
        small.commands.focus("end");
        const answer = await waiting;
        const written = small.getJSON().content[0].content ?? [];
        small.destroy();
        if (answer === "ok" && !node) {
            const attrs = { name: this.#freeName(), content: written };
            const at = editor.state.selection.to;
            editor.chain().focus().insertContentAt(at, { type: "footnote", attrs }).run();
        } else if (answer) this.#everyNote(node.attrs.name, answer === "ok" ? written : null);
        editor.commands.focus();
    }

    /** Give all the marks of a footnote another text, or take them out. */
    #everyNote(name, content) {
        const { tr, doc } = this.editor.state;
        doc.descendants((node, at) => {
            if (node.type.name !== "footnote" || node.attrs.name !== name) return;
            const place = tr.mapping.map(at);
            if (content) tr.setNodeMarkup(place, null, { name, content }, node.marks);
            else tr.delete(place, place + 1);
        });
        this.editor.view.dispatch(tr);
    }

    #freeName() {
        const taken = new Set(this.source.match(/\[\^[^\]]+\]/g) ?? []);
        this.editor.state.doc.descendants((node) => node.type.name === "footnote" && taken.add(`[^${node.attrs.name}]`));
        let number = 1;
        while (taken.has(`[^${number}]`)) number += 1;
        return String(number);
    }

    #showNote(dom, node) {
        dom.dataset.note = node.attrs.name;
        dom.title = (node.attrs.content ?? []).map(({ text }) => text ?? "").join("");
        dom.setAttribute("role", "img");
        queueMicrotask(() => this.#number());
    }

    /** Number the footnotes as they will be printed. */
    #number() {
        const names = [];
        for (const dom of this.element.querySelectorAll("[data-note]")) {
            const { note } = dom.dataset;
            if (!names.includes(note)) names.push(note);
            const number = String(names.indexOf(note) + 1);
            if (dom.textContent === number) continue;
            dom.textContent = number;
            dom.setAttribute("aria-label", `${this.words.footnote} ${number}`);
        }
    }

    async #learn() {
        for (const target of (await this.services.targets?.()) ?? []) this.targets.set(target.id, target);
        for (const dom of this.element.querySelectorAll("[data-reference]")) this.#label(dom);
    }

    #showReference(dom, node) {
        dom.dataset.reference = node.attrs.id;
        dom.dataset.own = node.attrs.text;
        this.#label(dom);
    }

    #label(dom) {
        const { reference, own } = dom.dataset;
        const { title = reference, number = "", label } = this.targets.get(reference) ?? {};
        const usual = label ?? (number ? `${this.words.chapter} ${number}` : title);
        dom.textContent = own.replaceAll("{nummer}", number).replaceAll("{tittel}", title) || usual;
        dom.title = number ? `${number} ${title}` : title;
    }

    async #reference(editor, node) {
        const { words } = this;
        await this.#learn();
        const all = [...this.targets.values()].map(({ id, title, number }) => ({
            value: id,
            label: number ? `${number} ${title}` : title,
        }));
        const { parts, value } = chooser(all, node?.attrs.id, words);
        const own = input("text", node?.attrs.text ?? "");
        const answer = await ask({
            title: words.reference,
            parts: [...parts, field(words.ownText, own)],
            words,
            canRemove: Boolean(node),
            check: () => (value() ? "" : words.noTarget),
        });
        const chain = editor.chain().focus();
        if (answer === "remove") chain.deleteSelection().run();
        else if (answer === "ok") {
            chain.insertContent({ type: "reference", attrs: { id: value(), text: own.value.trim() } }).run();
        }
        editor.commands.focus();
    }

    // --- To and from the server ------------------------------------------------------------------

    /** Post the document as it is now; one post at a time, so that each says what it was made of. */
    async #post() {
        // A text that is written anew is empty for a moment: that is said when the field is left.
        if (this.editor.isEmpty && this.editor.isFocused) return;
        this.isDirty = true;
        if (this.isPosting) return;
        this.isPosting = true;
        while (this.isDirty) {
            this.isDirty = false;
            const { file, path, source } = this;
            const whole = this.editor.getJSON();
            const rich = kept(whole);
            const change = { op: "set", file, path, was: source || null, rich };
            try {
                const answer = await this.services.change([change], { label: this.words.label, merge: true, quiet: true });
                const now = answer?.values?.[`${file}#${path}`];
                if (now !== undefined) this.source = now ?? "";
                this.fault.textContent = JSON.stringify(rich) === JSON.stringify(whole) ? "" : this.words.waiting;
                this.isHeld = false;
            } catch (error) {
                this.fault.textContent = error.message;
                this.isHeld = true;
            }
            this.services.hold?.(this.element, this.isHeld);
        }
        this.isPosting = false;
    }

    /**
     * Show what the server has; the caret stays where it is in the words. What is typed and not sent yet is newer:
     * it is joined with what the server has when it is sent.
     * @param {Object} rich
     * @param {{dataset: {source: string}}} fresh the element as the server has it now
     */
    setValue(rich, fresh) {
        const { source } = fresh.dataset;
        if (!this.isPosting && !this.isHeld && source !== this.source) this.#show(rich, source);
    }

    #show(rich, source) {
        this.editor.view.domObserver.flush(); // where the caret is right now, and not a moment ago
        this.source = source;
        const { doc, tr, schema } = this.editor.state;
        const next = schema.nodeFromJSON(rich);
        const start = doc.content.findDiffStart(next.content);
        if (start === null) return;
        let { a, b } = doc.content.findDiffEnd(next.content);
        const overlap = start - Math.min(a, b);
        if (overlap > 0) [a, b] = [a + overlap, b + overlap];
        const { state } = pm;
        tr.replace(start, a, next.slice(start, b)).setMeta("from-server", true);
        if (!tr.doc.eq(next)) {
            tr.replaceWith(0, tr.doc.content.size, next.content);
            tr.setSelection(state.Selection.near(tr.doc.resolve(Math.min(doc.content.size, tr.doc.content.size))));
        }
        this.editor.view.dispatch(tr);
    }
}
