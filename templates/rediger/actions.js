// What the buttons of a form do to whole items: move, take out, make new ones.

/** Let the buttons of the page act. */
export function actions(root, services) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-action]");
    if (!button) return;
    const { action } = button.dataset;
    if (action === "remove-all") await whole(button);
    else await item(button.closest("[data-item]"), action);
  });

  async function item(found, action) {
    if (!found) return;
    const { file, item: path, listed, index } = found.dataset;
    const label = found.querySelector(".delnavn").textContent.trim();
    const at = Number(index) + { up: -1, down: 1, remove: 0 }[action];
    const change = action === "remove" ? { op: "remove", file, path } : { op: "move", file, path, to_file: file, to_path: listed, at };
    await services.change([change], { label }).catch(() => {});
    await services.renewed();
    const items = [...root.querySelectorAll(`[data-listed="${CSS.escape(listed)}"]`)];
    const near = items[Math.min(at, items.length - 1)];
    const button = near?.querySelector(`[data-action="${action}"]:not(:disabled)`) ?? near?.querySelector("[data-action]:not(:disabled)");
    button?.focus();
    services.say(services.words[action === "remove" ? "removed" : "moved"].replace("{navn}", label));
  }

  async function whole(button) {
    const [file, path] = button.dataset.place.split("#");
    const changes = [{ op: "remove", file, path }];
    if (button.dataset.own) changes.push({ op: "delete", file: button.dataset.own });
    const label = root.querySelector("h2").textContent;
    const done = await services.change(changes, { label }).catch(() => null);
    if (!done) return;
    services.say(services.words.removed.replace("{navn}", label));
    await services.open(root.querySelector(".sti a:last-of-type")?.dataset.place ?? services.home);
  }

  root.addEventListener("change", async (event) => {
    const select = event.target.closest("[data-move]");
    if (!select?.value) return;
    const [to_file, to_path] = select.value.split("#");
    const { file, move: path } = select.dataset;
    const id = path.split("/").at(-1);
    const done = await services.change([{ op: "move", file, path, to_file, to_path, at: 1e6 }], { label: root.querySelector("h2").textContent }).catch(() => null);
    if (done) await services.open(`${to_file}#${to_path}/${id}`);
  });

  root.addEventListener("change", async (event) => {
    const { upload } = event.target.dataset;
    const [file] = event.target.files ?? [];
    if (!upload || !file) return;
    const made = await services.upload(file);
    if (!made) return;
    const field = document.getElementById(upload);
    field.value = made.fil;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    services.say(services.words.uploaded.replace("{navn}", made.fil));
  });

  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-new]");
    if (!form) return;
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    if (!given.title?.trim()) {
      form.querySelector("[name=title]").focus();
      return;
    }
    const made = await services.ask("ny", { place: form.dataset.new, ...given });
    if (made) await services.open(made.place, { first: true });
  });
}
