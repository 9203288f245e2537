// The preview: the web edition in a frame, whose sections are exchanged, and the printed pages as pictures.

const PAGE = 297; // millimetres of a page's height, where its picture does not say

/** Begin; returns what the page tells the preview. */
export function preview(services) {
  const frame = document.getElementById("nett");
  const sheet = document.getElementById("sider");
  const stopped = document.getElementById("stanset");
  let target = "";
  let isMissed = false; // whether what is to be shown is not there yet
  let known = { digests: [], anchors: [] };
  let scrolled = 0;

  const inFrame = () => frame.contentDocument;

  frame.addEventListener("load", () => {
    const page = inFrame();
    if (scrolled && !isMissed) frame.contentWindow.scrollTo(0, scrolled);
    else goTo();
    page.addEventListener("click", (event) => {
      if (event.target.closest("a[href^='#'], summary, label, input")) return;
      event.preventDefault();
      const found = event.target.closest("[id]");
      if (found) services.openId(found.id);
    });
    page.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && "szy".includes(event.key.toLowerCase())) {
        event.preventDefault();
        dispatchEvent(new KeyboardEvent("keydown", event));
      }
    });
  });

  function goTo() {
    if (!target) return;
    const part = inFrame()?.getElementById(target);
    part?.scrollIntoView({ block: "center" });
    isMissed = !part;
    const anchor = known.anchors.find(([id]) => id === target);
    const picture = anchor && sheet.children[anchor[1] - 1];
    if (picture && !sheet.hidden) {
      const height = picture.offsetHeight / (picture.dataset.height || PAGE);
      sheet.scrollTop = picture.offsetTop - sheet.offsetTop + anchor[2] * height - sheet.clientHeight / 3;
    }
  }

  function choose(name) {
    for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === name));
    frame.hidden = name !== "nett";
    sheet.hidden = name !== "sider";
    goTo();
  }
  for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => choose(one.dataset.view));

  function pages(told) {
    known = told;
    told.digests.forEach((digest, index) => {
      let button = sheet.children[index];
      if (!button) {
        button = document.createElement("button");
        button.type = "button";
        const picture = document.createElement("img");
        picture.alt = services.words.page.replace("{nummer}", index + 1);
        picture.width = 595;
        picture.height = 842;
        picture.loading = "lazy";
        button.append(picture);
        button.addEventListener("click", (event) => clicked(index, event));
        sheet.append(button);
      }
      const address = `side/${index + 1}.svg?${digest}`;
      if (button.firstChild.getAttribute("src") !== address) button.firstChild.src = address;
    });
    while (sheet.children.length > told.digests.length) sheet.lastChild.remove();
  }

  function clicked(index, event) {
    const box = sheet.children[index].getBoundingClientRect();
    const share = event.detail ? (event.clientY - box.top) / box.height : 0.1;
    const y = share * PAGE;
    const above = known.anchors.filter(([, page, at]) => page < index + 1 || (page === index + 1 && at <= y));
    const found = above.reduce((best, one) => (!best || one[1] > best[1] || (one[1] === best[1] && one[2] >= best[2]) ? one : best), null);
    if (found) services.openId(found[0]);
  }

  /** Put other sections in place of those that the page has; tell whether it could be done. */
  function replaced(page, sections) {
    for (const [id, text] of Object.entries(sections)) {
      const old = page.getElementById(id);
      const fresh = document.createElement("template");
      fresh.innerHTML = text;
      if (!old || fresh.content.firstElementChild?.id !== id) return false;
      old.replaceWith(fresh.content);
    }
    return true;
  }

  /** Show another page in place of the whole, without leaving it; its styles must be the same ones. */
  async function exchanged(page) {
    const text = await (await fetch("nett")).text();
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    if (page !== inFrame()) return true; // it was loaded anew meanwhile
    if (fresh.content.querySelector("style")?.textContent !== page.querySelector("style")?.textContent) return false;
    for (const one of fresh.content.querySelectorAll("meta, title, style, link")) one.remove();
    page.body.replaceChildren(fresh.content);
    return true;
  }

  return {
    choose,
    pages,
    async pagesAnew() {
      pages(await (await fetch("sider")).json());
      goTo();
    },
    show(id) {
      target = id ?? "";
      goTo();
    },
    async web(told) {
      const page = inFrame();
      scrolled = frame.contentWindow.scrollY;
      const isShown = page?.body && (told.whole ? await exchanged(page) : replaced(page, told.sections));
      if (!isShown) frame.contentWindow.location.reload();
      else if (isMissed) goTo();
      else frame.contentWindow.scrollTo(0, scrolled);
    },
    failed(text) {
      stopped.hidden = !text;
      stopped.textContent = text;
    },
  };
}
