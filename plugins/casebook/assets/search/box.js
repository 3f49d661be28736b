// The box in the header: suggestions while typing, and the way to the page of results.
"use strict";
(function () {
  const PAUSE = 180;
  const FOLDERS = {
    unit: "units/", batch: "batches/", theme: "library/theme/", scene: "library/scene/",
    kind: "library/kind/", brand: "brands/", award: "awards/", indicator: "indicators/",
    record: "",
  };
  const RECORDS = ["case", "article"];
  const form = document.querySelector(".cb-box");
  if (!form) return;
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const list = document.createElement("ul");
  let items = [], active = -1, timer = 0, asked = 0;

  list.id = "cb-box-list";
  list.className = "cb-box-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function addressOf({ kind, id }) {
    return RECORDS.includes(kind) ? casebookSearch.pageOf(id)
      : casebookSearch.page(`${FOLDERS[kind]}${encodeURIComponent(id)}/`);
  }

  function kindOf({ kind, record }) {
    return kind === "article" ? casebookSearch.issueOf(record).join(" ")
      : casebookSearch.say(`kind_${kind}`) || casebookSearch.say(`facet_${kind}`);
  }

  function show(found) {
    items = found.filter(({ kind }) => kind in FOLDERS || RECORDS.includes(kind));
    list.replaceChildren(...items.map((item, at) => {
      const line = document.createElement("li");
      const kind = document.createElement("span");
      line.id = `cb-box-${at}`;
      line.setAttribute("role", "option");
      kind.className = "cb-box-kind";
      kind.textContent = kindOf(item);
      line.append(item.text, " ", kind);
      line.addEventListener("mousedown", (event) => event.preventDefault());
      line.addEventListener("click", () => { location.href = addressOf(item); });
      return line;
    }));
    list.hidden = !items.length;
    active = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = items.length
      ? casebookSearch.say("choices", { count: items.length }) : casebookSearch.say("no_choices");
  }

  async function suggest() {
    const number = ++asked;
    const typed = input.value.trim();
    if (!typed) { close(); status.textContent = ""; return; }
    try {
      await casebookSearch.learn();
      const found = await casebookSearch.ask("suggest", typed);
      if (number === asked && document.activeElement === input) show(found);
    } catch (error) {
      if (number === asked) status.textContent = form.dataset.failed;
    }
  }

  function move(step) {
    const lines = [...list.children];
    // The box itself is a stop before the first and behind the last.
    active = (active + step + lines.length + 2) % (lines.length + 1) - 1;
    lines.forEach((line, at) => line.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", lines[active].id);
      lines[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("focus", () => casebookSearch.learn().catch(() => {}), { once: true });
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(suggest, PAUSE);
  });
  input.addEventListener("compositionend", () => { timer = setTimeout(suggest, PAUSE); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { move(1); event.preventDefault(); }
    if (event.key === "ArrowUp") { move(-1); event.preventDefault(); }
    if (event.key === "Enter" && active >= 0) {
      location.href = addressOf(items[active]);
      event.preventDefault();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    asked++;
    close();
    const state = new URLSearchParams();
    if (input.value.trim()) state.set("q", input.value.trim());
    location.href = `${casebookSearch.page("search/")}#${state}`;
  });
  document.addEventListener("keydown", (event) => {
    const into = event.target instanceof Element
      && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || into || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // The theme has a key of its own for the box that it would have here.
    event.stopImmediatePropagation();
    input.focus();
    input.select();
  }, true);
})();
