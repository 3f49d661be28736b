// The page's end of search: starts the worker when it is first asked, and asks it.
// Another way to run the engine (an offline copy has no workers) would replace `start`.
"use strict";
(function () {
  const PATIENCE = 40000;
  const here = document.currentScript.src;
  const waiting = new Map();
  let worker = null, last = 0;

  function start() {
    worker = new Worker(new URL("worker.js", here));
    worker.addEventListener("message", ({ data }) => {
      const asked = waiting.get(data.id);
      if (!asked) return;
      waiting.delete(data.id);
      clearTimeout(asked.timer);
      if ("failed" in data) asked.reject(new Error(data.failed));
      else asked.resolve(data.value);
    });
    worker.addEventListener("error", () => {
      for (const asked of waiting.values()) asked.reject(new Error("worker"));
      waiting.clear();
      worker = null;
    });
  }

  function ask(method, given) {
    return new Promise((resolve, reject) => {
      if (worker === null) start();
      const id = ++last;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error("timeout"));
      }, PATIENCE);
      waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, method, given });
    });
  }

  function say(template, values) {
    return (template || "").replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  self.casebookSearch = { ask, say };
})();
