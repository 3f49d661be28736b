// The page of results. Its whole state stands in the fragment of the address:
// #q=…&unit=…&year=…&sort=date&page=2. Every text is put in as text, never as markup.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const PAGE = 10;
  const FIRST = 5;
  const OPEN = 12;
  const root = document.getElementById("cb-search");
  const form = document.querySelector(".cb-box");
  if (!root || !form) return;
  const site = new URL(form.dataset.site, document.baseURI);
  const input = form.querySelector("input");
  let words = {}, number = 0;

  function make(tag, options = {}, ...children) {
    const { text, ...attributes } = options;
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter(Boolean));
    return node;
  }

  const say = (key, values = {}) => casebookSearch.say(words[key], values);

  function stateOf() {
    const given = new URLSearchParams(location.hash.slice(1));
    const chosen = {};
    for (const key of ["record", "year", "unit", "theme", "scene", "kind", "batch"]) {
      if (given.getAll(key).length) chosen[key] = given.getAll(key);
    }
    const page = Math.min(1000, Math.max(1, Math.floor(Number(given.get("page"))) || 1));
    return { query: given.get("q") || "", chosen, page,
      sort: given.get("sort") === "date" ? "date" : "relevance" };
  }

  function addressOf({ query, chosen, sort, page }) {
    const made = new URLSearchParams();
    if (query) made.set("q", query);
    for (const [key, ids] of Object.entries(chosen)) ids.forEach((id) => made.append(key, id));
    if (sort !== "relevance") made.set("sort", sort);
    if (page > 1) made.set("page", page);
    return `#${made}`;
  }

  function marked(tag, options, text, ranges) {
    const node = make(tag, options);
    let last = 0;
    for (const [begin, end] of ranges || []) {
      node.append(text.slice(last, begin), make("mark", { text: text.slice(begin, end) }));
      last = end;
    }
    node.append(text.slice(last));
    return node;
  }

  // An article stands below its column, a case among the cases.
  const addressOfRecord = (id) => new URL(id.includes("/") ? `${id}/` : `cases/${id}/`, site).href;

  function entry(id, record) {
    const title = marked("a", { href: addressOfRecord(id) },
      record.title, record.titleMarks);
    return make("li", { class: "cb-entry" },
      make("h2", { class: "cb-entry-title" }, title,
        record.state && make("span", { class: "cb-badge", text: record.state }),
        record.sample && make("span", { class: "cb-badge cb-sample", text: say("sample") })),
      make("p", { class: "cb-entry-facts" }, make("span", { class: "cb-number", text: id }),
        record.unit && make("span", { text: record.unit }),
        record.day && make("time", { datetime: record.day, text: record.day })),
      record.summary
        && marked("p", { class: "cb-entry-summary" }, record.summary, record.summaryMarks));
  }

  // Words that stand in neither title nor summary are shown where the page of the case has them.
  async function addSnippet(item, id, query) {
    try {
      const found = await casebookSearch.ask("snippet", { id, query });
      if (found && item.isConnected) {
        item.append(marked("p", { class: "cb-entry-summary cb-snippet" }, found.text, found.marks));
      }
    } catch (error) {
      // The result stands without it.
    }
  }

  async function fill(list, ids, whole, state, mine) {
    let parted = whole[0] === false;
    const incomplete = [];
    for (const part of [ids.slice(0, FIRST), ids.slice(FIRST)]) {
      const records = await casebookSearch.ask("present", { ids: part, query: state.query });
      if (mine !== number) return false;
      records.forEach((record, at) => {
        const place = ids.indexOf(part[at]);
        if (!whole[place] && !parted) {
          parted = true;
          list.append(make("li", { class: "cb-partly", text: say("partly") }));
        }
        if (!record || !record.title) {
          if (record && record.failed) list.dataset.failed = "yes";
          return;
        }
        const item = entry(part[at], record);
        list.append(item);
        if (state.query && !record.complete) incomplete.push([item, part[at]]);
      });
    }
    incomplete.reduce((before, [item, id]) =>
      before.then(() => mine === number && addSnippet(item, id, state.query)), Promise.resolve());
    return true;
  }

  function facet(key, values, state) {
    const chosen = state.chosen[key] || [];
    const toggle = (id) => {
      const ids = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
      location.hash = addressOf({ ...state, page: 1, chosen: { ...state.chosen, [key]: ids } });
    };
    const line = ({ id, name, count }) => make("li", {}, make("label", {},
      make("input", { type: "checkbox", checked: chosen.includes(id), "data-facet": `${key}:${id}`,
        onchange: () => toggle(id) }),
      make("span", { text: name }), make("span", { class: "cb-count", text: String(count) })));
    const rest = values.slice(OPEN);
    return make("fieldset", { class: "cb-facet" },
      make("legend", { class: "cb-small-title", text: say(`facet_${key}`) }),
      make("ul", {}, ...values.slice(0, OPEN).map(line)),
      rest.length > 0 && make("details", { open: rest.some((one) => chosen.includes(one.id)) },
        make("summary", { text: say("more") }), make("ul", {}, ...rest.map(line))));
  }

  function facets(counts, state) {
    const shown = Object.entries(counts).filter(([, values]) => values.length);
    if (!shown.length) return null;
    const isChosen = Object.keys(state.chosen).length > 0;
    return make("details", { class: "cb-search-facets", open: isChosen || innerWidth > 960 },
      make("summary", { text: say("facets") }),
      isChosen && make("p", {}, make("a", { text: say("clear"),
        href: addressOf({ ...state, chosen: {}, page: 1 }) })),
      ...shown.map(([key, values]) => facet(key, values, state)));
  }

  function paging(total, state) {
    const last = Math.ceil(total / PAGE);
    if (last < 2) return null;
    const link = (page, text, more = {}) =>
      make("a", { href: addressOf({ ...state, page }), text, ...more });
    const near = [...new Set([1, state.page - 1, state.page, state.page + 1, last])]
      .filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
    const parts = [];
    near.forEach((page, at) => {
      if (at && page > near[at - 1] + 1) {
        parts.push(make("span", { class: "cb-gap", "aria-hidden": "true", text: "…" }));
      }
      parts.push(link(page, String(page), { "aria-label": say("page", { number: page }),
        ...(page === state.page ? { class: "cb-here", "aria-current": "page" } : {}) }));
    });
    return make("nav", { class: "cb-paging", "aria-label": say("pages") },
      state.page > 1 && link(state.page - 1, say("previous"), { rel: "prev" }), ...parts,
      state.page < last && link(state.page + 1, say("next"), { rel: "next" }));
  }

  function sorting(state) {
    const choice = make("select", { id: "cb-sort", onchange: () => {
      location.hash = addressOf({ ...state, page: 1, sort: choice.value });
    } }, ...["relevance", "date"].map((one) =>
      make("option", { value: one, selected: state.sort === one, text: say(`sort_${one}`) })));
    return make("p", { class: "cb-sort" }, make("label", { for: "cb-sort", text: say("sort") }), choice);
  }

  function help(state) {
    const lines = [make("li", { text: say("help_shorter") })];
    if (Object.keys(state.chosen).length) {
      lines.push(make("li", {}, make("a", { text: say("help_facets"),
        href: addressOf({ ...state, chosen: {}, page: 1 }) })));
    }
    lines.push(make("li", {}, make("a", { text: say("help_listing"), href: root.dataset.library })));
    return make("ul", {}, ...lines);
  }

  const status = make("p", { class: "cb-total", role: "status", tabindex: "-1" });
  const notes = make("div", { class: "cb-search-notes" });
  const side = make("div", { class: "cb-search-side" });
  const list = make("ul", { class: "cb-entries" });
  const after = make("div");

  function damaged() {
    notes.append(make("p", { class: "cb-search-damaged", role: "alert" }, say("damaged"),
      make("button", { type: "button", text: say("retry"), onclick: () => show(true) })));
  }

  async function suggestion(state, mine) {
    const meant = await casebookSearch.ask("meant", state.query).catch(() => "");
    if (meant && mine === number) {
      notes.append(make("p", {}, say("meant"), make("a", { text: meant,
        href: addressOf({ ...state, query: meant, page: 1 }) })));
    }
  }

  function tell(found) {
    if (found.total) return say("total", { count: found.total });
    return found.all ? say("about", { count: found.all }) : say("none");
  }

  async function show(isMove) {
    const mine = ++number;
    const state = stateOf();
    const focused = document.activeElement && document.activeElement.dataset.facet;
    const given = { ...state, from: (state.page - 1) * PAGE, most: PAGE };
    if (document.activeElement !== input) input.value = state.query;
    try {
      words = await casebookSearch.ask("words");
      if (mine !== number) return;
      status.textContent = say("waiting");
      root.replaceChildren(status, notes, make("div", { class: "cb-search-parts" }, side,
        make("div", { class: "cb-search-main" }, list, after)));
      if (!state.query && !Object.keys(state.chosen).length) {
        notes.replaceChildren(make("p", { text: say("start") }));
      } else notes.replaceChildren();
      const isPlain = !Object.keys(state.chosen).length && state.sort === "relevance";
      const quick = await casebookSearch.ask("search", { ...given, facets: !isPlain });
      if (mine !== number) return;
      list.replaceChildren();
      delete list.dataset.failed;
      status.textContent = tell(quick);
      if (quick.heard) notes.append(make("p", { text: say("heard") }));
      after.replaceChildren(...[paging(quick.total || quick.all, state),
        !quick.all && help(state)].filter(Boolean));
      if (!await fill(list, quick.ids, quick.whole, state, mine)) return;
      if (isMove) status.focus();
      const full = await casebookSearch.ask("search", { ...given, facets: true });
      if (mine !== number) return;
      side.replaceChildren(...[sorting(state), full.counts && facets(full.counts, state)]
        .filter(Boolean));
      if (focused) {
        const same = side.querySelector(`[data-facet="${CSS.escape(focused)}"]`);
        if (same) same.focus();
      }
      if (quick.failed || full.failed || list.dataset.failed) damaged();
      if (state.query && (!quick.total || quick.heard)) await suggestion(state, mine);
    } catch (error) {
      if (mine !== number) return;
      root.replaceChildren(make("p", { role: "alert" }, root.dataset.failed),
        make("p", {}, make("a", { href: root.dataset.library, text: say("help_listing")
          || root.dataset.library })));
    }
  }

  addEventListener("hashchange", () => show(!document.activeElement
    || !document.activeElement.dataset.facet));
  show(false);
});
