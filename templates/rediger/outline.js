// The outline as a tree: arrows, Home, End, letters; Alt+arrows and dragging move what can be moved.

const EXPANDED = new Set();
const COLLAPSED = new Set();

export function mount(tree, services) {
  const items = () => [...tree.querySelectorAll("[role=treeitem]")].filter((one) => one.offsetParent !== null);
  const parentOf = (item) => item.closest("ul[role=group]")?.parentElement.querySelector("[role=treeitem]");
  const key = (item) => item.dataset.place || item.textContent.trim();

  function settle() {
    for (const item of tree.querySelectorAll("[aria-expanded]")) {
      if (EXPANDED.has(key(item))) item.setAttribute("aria-expanded", "true");
      if (COLLAPSED.has(key(item))) item.setAttribute("aria-expanded", "false");
    }
    if (!tree.querySelector("[tabindex='0']")) tree.querySelector("[role=treeitem]")?.setAttribute("tabindex", "0");
  }

  function expand(item, isOpen) {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? EXPANDED : COLLAPSED).add(key(item));
    (isOpen ? COLLAPSED : EXPANDED).delete(key(item));
  }

  function focus(item) {
    if (!item) return;
    tree.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    item.setAttribute("tabindex", "0");
    item.focus();
  }

  function choose(item) {
    if (item.dataset.place) services.open(item.dataset.place);
    else expand(item, item.getAttribute("aria-expanded") !== "true");
  }

  tree.addEventListener("click", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    focus(item);
    if (event.target.closest(".pil")) expand(item, item.getAttribute("aria-expanded") !== "true");
    else {
      expand(item, true);
      choose(item);
    }
  });

  tree.addEventListener("keydown", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.ctrlKey || event.metaKey) return;
    const all = items();
    const at = all.indexOf(item);
    const isOpen = item.getAttribute("aria-expanded");
    if (event.altKey) {
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        step(item, event.key === "ArrowUp" ? -1 : 1);
      }
      return;
    }
    const actions = {
      ArrowDown: () => focus(all[at + 1]),
      ArrowUp: () => focus(all[at - 1]),
      Home: () => focus(all[0]),
      End: () => focus(all.at(-1)),
      ArrowRight: () => (isOpen === "false" ? expand(item, true) : isOpen === "true" ? focus(all[at + 1]) : null),
      ArrowLeft: () => (isOpen === "true" ? expand(item, false) : focus(parentOf(item))),
      Enter: () => choose(item),
      " ": () => choose(item),
    };
    const action = actions[event.key] ?? (event.key.length === 1 ? () => focus(starting(all, at, event.key)) : null);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function starting(all, at, letter) {
    const ordered = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    return ordered.find((one) => one.querySelector("[data-title]").textContent.trim().toLowerCase().startsWith(letter.toLowerCase()));
  }

  // --- Moving -----------------------------------------------------------------------------------

  const sameList = (item) => [...tree.querySelectorAll("[role=treeitem]")].filter((one) => one.dataset.listed === item.dataset.listed);

  async function step(item, by) {
    const own = sameList(item);
    const other = own[own.indexOf(item) + by];
    if (item.dataset.listed && other) await move(item, item.dataset.listed, Number(other.dataset.index));
  }

  async function move(item, list, at) {
    const [file] = item.dataset.listed.split("#");
    const [to_file, to_path] = list.split("#");
    const label = item.querySelector("[data-title]").textContent;
    const change = { op: "move", file, path: item.dataset.item, to_file, to_path, at };
    await services.change([change], { label }).catch(() => {});
    await services.renewed?.();
    const moved = [...tree.querySelectorAll("[role=treeitem]")].find((one) => one.querySelector("[data-title]").textContent === label && one.dataset.listed === list);
    focus(moved);
  }

  let dragged = null;
  const kindOf = (item) => (item.dataset.item ?? "").replace(/\/[^/]*$/, "").split("/").at(-1);
  const clear = () => tree.querySelectorAll(".slipp-over, .slipp-i").forEach((one) => one.classList.remove("slipp-over", "slipp-i"));
  const target = (event) => {
    const item = event.target.closest?.("[role=treeitem]");
    if (!item || !dragged || item === dragged) return null;
    if (item.dataset.listed && kindOf(item) === kindOf(dragged)) return { item, list: item.dataset.listed, at: Number(item.dataset.index) };
    const inside = item.parentElement.querySelector(":scope > ul > li > [role=treeitem][data-listed]");
    if (inside && kindOf(inside) === kindOf(dragged)) return { item, list: inside.dataset.listed, at: 1e6, isInside: true };
    return null;
  };
  tree.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[role=treeitem]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector("[data-title]").textContent);
  });
  tree.addEventListener("dragover", (event) => {
    const found = target(event);
    clear();
    if (!found) return;
    event.preventDefault();
    found.item.classList.add(found.isInside ? "slipp-i" : "slipp-over");
  });
  tree.addEventListener("dragend", clear);
  tree.addEventListener("drop", async (event) => {
    const found = target(event);
    clear();
    if (!found) return;
    event.preventDefault();
    const own = dragged;
    dragged = null;
    const isLater = found.list === own.dataset.listed && Number(own.dataset.index) < found.at;
    await move(own, found.list, found.isInside ? found.at : found.at - (isLater ? 1 : 0));
  });

  tree.setValue = (text) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    const active = document.activeElement?.closest("[role=treeitem]");
    const place = tree.contains(active) ? key(active) : null;
    const tab = tree.querySelector("[tabindex='0']");
    const tabbed = tab && key(tab);
    tree.replaceChildren(...fresh.content.firstElementChild.children);
    const find = (wanted) => [...tree.querySelectorAll("[role=treeitem]")].find((one) => key(one) === wanted);
    settle();
    if (tabbed && find(tabbed)) {
      tree.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
      find(tabbed).setAttribute("tabindex", "0");
    }
    if (place) focus(find(place) ?? tree.querySelector("[role=treeitem]"));
  };
  /** Open what stands above an item, so that it is seen. */
  tree.reveal = (place) => {
    let item = tree.querySelector(`[role=treeitem][data-place="${CSS.escape(place)}"]`);
    item?.setAttribute("aria-selected", "true");
    for (item = item && parentOf(item); item; item = parentOf(item)) expand(item, true);
  };
  settle();
}
