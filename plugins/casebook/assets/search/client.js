// The page's end of search: asks the engine, which runs in a worker or, in an offline copy, here.
"use strict";
(function () {
  const PATIENCE = 40000;
  const here = document.currentScript.src;
  const site = new URL("../../../", here);
  // What an offline copy brings (offline.js): the engine, and pages by the names of their files.
  const local = self.casebookLocal;
  const waiting = new Map();
  let worker = null, last = 0, words = null;

  function start() {
    worker = new Worker(new URL("worker.js", here));
    worker.addEventListener("message", ({ data }) => {
      const asked = waiting.get(data.id);
      if (!asked) return;
      waiting.delete(data.id);
      if ("failed" in data) asked.reject(new Error(data.failed));
      else asked.resolve(data.value);
    });
    worker.addEventListener("error", () => {
      for (const asked of waiting.values()) asked.reject(new Error("worker"));
      waiting.clear();
      worker = null;
    });
  }

  function askWorker(method, given) {
    return new Promise((resolve, reject) => {
      if (worker === null) start();
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, given });
    });
  }

  // What the engine answers; fails when it takes too long.
  function ask(method, given) {
    let timer = 0;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("timeout")), PATIENCE);
    });
    return Promise.race([local ? local.ask(method, given) : askWorker(method, given), late])
      .finally(() => clearTimeout(timer));
  }

  // The words of the site's language come with the index; until then nothing is said.
  async function learn() {
    words = words || await ask("words");
  }

  function say(key, values = {}) {
    return ((words || {})[key] || "").replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  const page = (path) => new URL(`${path}${local ? "index.html" : ""}`, site).href;

  // An article stands below its column, whose name its id begins with.
  const pageOf = (id) =>
    page(`${id.includes("/") ? "" : "cases/"}${id.split("/").map(encodeURIComponent).join("/")}/`);

  // The column and the issue of an article, as far as it has them.
  function issueOf({ column, issue, issue_year: year }) {
    const key = year ? "issue_of_year" : "issue_number";
    return [column, issue && say(key, { year, number: issue })].filter(Boolean);
  }

  self.casebookSearch = { ask, learn, say, page, pageOf, issueOf };
})();
