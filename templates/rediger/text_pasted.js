/** What is pasted from Word, Excel and web pages, made plain. */
import { pm } from "/fast/editor.js";

/** Return words without signs that nobody sees; what parts lines in other programs is a blank here. */
export const plain = (text) =>
    text
        .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
        .replace(/[\t\u000b\u000c\u0085\u2028\u2029]/g, " ")
        .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, "");

/** Return HTML in which a table's rows are paragraphs, as no text has tables. */
export function withoutTables(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const table of page.querySelectorAll("table")) {
        const rows = [...table.rows].map((row) => {
            const paragraph = page.createElement("p");
            paragraph.textContent = [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean).join(" ");
            return paragraph;
        });
        table.replaceWith(...rows.filter((row) => row.textContent));
    }
    for (const gone of page.querySelectorAll("style, script, title")) gone.remove();
    return page.body.innerHTML;
}

/** Return a pasted piece of a document with plain words. */
export function plainSlice(slice, schema) {
    const { Fragment, Slice } = pm.model;
    const made = (fragment) =>
        Fragment.fromArray(
            fragment.content.flatMap((node) => {
                if (!node.isText) return [node.copy(made(node.content))];
                const text = plain(node.text);
                return text ? [schema.text(text, node.marks)] : [];
            }),
        );
    return new Slice(made(slice.content), slice.openStart, slice.openEnd);
}
