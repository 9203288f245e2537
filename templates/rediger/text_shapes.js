/** What prose may have, as the editor knows it: our Markdown and nothing else. */
import {
    Blockquote, Bold, BulletList, Document, HardBreak, Italic, ListItem, Mark, Node, Paragraph, Strike, Text,
    wrappingInputRule,
} from "/fast/editor.js";

const none = { addInputRules: () => [], addPasteRules: () => [] };
const kept = (usual) => ({ default: usual, rendered: false });
const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;

/** Whether a link may lead to an address. */
export const isAddress = (href) => ADDRESS.test(href);

const Link = Mark.create({
    name: "link",
    inclusive: false,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [{ tag: "a[href]", getAttrs: (a) => isAddress(a.getAttribute("href")) && null }],
    renderHTML: ({ HTMLAttributes }) => ["a", { href: HTMLAttributes.href, rel: "noopener" }, 0],
});

const Bullets = BulletList.extend({
    addAttributes: () => ({ loose: kept(false) }),
    addInputRules() {
        return [wrappingInputRule({ find: /^-\s$/, type: this.type })];
    },
    addPasteRules: () => [],
});

/** «1. » and «a) » are never taken for a list while one types: they may begin a date. */
const Numbers = Node.create({
    name: "orderedList",
    group: "block list",
    content: "listItem+",
    parseHTML: () => [{ tag: "ol" }],
    addKeyboardShortcuts() {
        return { "Mod-Shift-7": () => this.editor.commands.toggleList("orderedList", "listItem") };
    },
    addAttributes: () => ({ loose: kept(false), mark: kept("1.") }),
    renderHTML({ node }) {
        const [, word, end] = /^(\w+)(.)$/.exec(node.attrs.mark);
        const start = /\d/.test(word) ? Number(word) : word.toLowerCase() === "i" ? 1 : word.toLowerCase().charCodeAt() - 96;
        const kind = /\d/.test(word) ? "1" : word;
        const form = /[b-hj-z]/i.test(kind) ? (kind === kind.toUpperCase() ? "A" : "a") : kind;
        return ["ol", { start, "data-form": form + end }, 0];
    },
});

const Item = ListItem.extend({
    content: "paragraph (paragraph|bulletList|orderedList)*",
    // Tab goes on to the next field; these are Word's own keys.
    addKeyboardShortcuts() {
        const sink = () => this.editor.commands.sinkListItem("listItem");
        const lift = () => this.editor.commands.liftListItem("listItem");
        return {
            Enter: () => this.editor.commands.splitListItem("listItem"),
            "Alt-Shift-ArrowRight": sink,
            "Alt-Shift-ArrowLeft": lift,
        };
    },
});

const Raw = Node.create({
    name: "raw",
    group: "block",
    atom: true,
    addAttributes: () => ({ source: kept("") }),
    renderHTML: ({ node }) => ["pre", { class: "tekst-raa" }, node.attrs.source],
});

const atom = (name, attributes, show) =>
    Node.create({
        name,
        group: "inline",
        inline: true,
        atom: true,
        addAttributes: () => attributes,
        // So it lies on the clipboard.
        parseHTML: () => [{ tag: `span[data-${name}]`, getAttrs: (e) => JSON.parse(e.getAttribute(`data-${name}`)) }],
        renderHTML: ({ node }) => ["span", { [`data-${name}`]: JSON.stringify(node.attrs) }],
        addNodeView: () => ({ node }) => {
            const dom = document.createElement("span");
            dom.className = `tekst-${name}`;
            show(dom, node);
            return {
                dom,
                update: (next) => next.type.name === name && (show(dom, next), true),
                ignoreMutation: () => true,
            };
        },
    });

/**
 * The editor's parts.
 * @param {{isOneLine: boolean, isNote: boolean, show: {footnote: Function, reference: Function}}} wanted
 *   `show` is given the element of a footnote or cross-reference, and its node.
 */
export function shapes({ isOneLine, isNote, show }) {
    const inline = [
        Paragraph, Text, Bold.extend(none), Italic.extend(none), Strike.extend(none), Link,
        atom("reference", { id: kept(""), text: kept("") }, show.reference),
    ];
    if (isNote) return [Document.extend({ content: "paragraph" }), ...inline];
    inline.push(atom("footnote", { name: kept(""), content: kept(null) }, show.footnote));
    if (isOneLine) return [Document.extend({ content: "(paragraph|raw)" }), Raw, ...inline];
    const quote = Blockquote.extend({ ...none, content: "paragraph+" });
    return [Document, ...inline, HardBreak, Bullets, Numbers, Item, quote, Raw];
}
