// What is shown above the page: findings, clashes, what has changed, drafts and delivering.

const dialog = document.getElementById("dialog");
const banner = document.getElementById("banner");
let services = null;

async function show(address) {
  const answer = await fetch(address);
  dialog.innerHTML = await answer.text();
  reveal();
}

/** Open the window at its heading: whoever types on when it comes presses none of its buttons. */
function reveal() {
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[role=alert]") ?? dialog.querySelector("h2");
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}

/** Show what has become of a form in its place, and let who listens or types be at its beginning. */
function fill(html) {
  dialog.innerHTML = html;
  reveal();
}

function heading(text) {
  const found = document.createElement("h2");
  found.id = "dialogtittel";
  found.textContent = text;
  return found;
}

function button(text, action) {
  const found = document.createElement("button");
  found.type = "button";
  found.textContent = text;
  found.addEventListener("click", action);
  return found;
}

const shut = () => dialog.close();

/** Ask the server for something after all that is written; the user is told where it says no. */
const act = (name, given) => services.ask(name, given);

export const dialogs = {
  begin(given) {
    services = given;
    document.addEventListener("place", (event) => {
      dialog.close();
      services.open(event.detail);
    });
    document.addEventListener("mend", (event) => {
      dialog.close();
      services.change(event.detail.changes, { label: event.detail.label }).catch(() => {});
    });
    const on = (id, action) => document.getElementById(id)?.addEventListener("click", action);
    on("funnene", () => show("funn"));
    on("endringene", () => window.open("sammenligning", "_blank", "noopener"));
    on("levering", () => show("levering"));
    on("utkastene", () => show("utkast"));
    dialog.addEventListener("submit", async (event) => {
      const form = event.target;
      if (!form.dataset.action) return;
      event.preventDefault();
      const given = Object.fromEntries(new FormData(form, event.submitter));
      const sending = event.submitter;
      sending.disabled = true;
      if (form.dataset.wait) {
        sending.textContent = form.dataset.wait;
        services.say(form.dataset.wait);
      }
      const answer = await act(form.dataset.action, given);
      sending.disabled = false;
      if (answer?.html) fill(answer.html);
      if (answer?.go) location.href = answer.go;
      if (answer?.done) shut();
    });
  },

  /** Tell something that the user must see. */
  told(text) {
    dialog.replaceChildren(heading(services.words.not_done), Object.assign(document.createElement("p"), { textContent: text }), button(services.words.close, shut));
    reveal();
  },

  /** Show fields that somebody else has changed in another way meanwhile, with both versions. */
  clash(clashes) {
    dialog.replaceChildren(heading(services.words.clash));
    for (const one of clashes) {
      const versions = document.createElement("div");
      versions.className = "versjoner";
      for (const [name, value] of [["own", one.own], ["other", one.other]]) {
        const version = document.createElement("div");
        const text = document.createElement("pre");
        text.textContent = typeof value === "string" ? value : JSON.stringify(value ?? "", null, 1);
        const keep = button(services.words[`keep_${name}`], () => {
          dialog.close();
          if (name === "own") services.change([{ op: "set", file: one.file, path: one.path, was: one.other, value: one.own }], {});
          else services.open(`${one.file}#${one.path}`);
        });
        version.append(text, keep);
        versions.append(version);
      }
      dialog.append(versions);
    }
    reveal();
  },

  /** Show above the page what needs an answer: files that clash, or what was kept from the last time. */
  state(told) {
    if (!banner) return;
    banner.hidden = !told.clashing.length;
    banner.replaceChildren();
    for (const file of told.clashing) {
      const text = document.createElement("p");
      text.textContent = services.words.file_clash.replace("{fil}", file);
      banner.append(text, button(services.words.choose, () => show(`sammenstot?fil=${encodeURIComponent(file)}`)));
    }
  },
};
