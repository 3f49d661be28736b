// Runs the worker of Material's search over its index: queries in, the pages found out.
"use strict";
const fs = require("fs");
const zlib = require("zlib");
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const SETUP = 0, QUERY = 2;
globalThis.self = globalThis;
let listener = null;
let answered = null;
globalThis.addEventListener = (_, heard) => { listener = heard; };
globalThis.postMessage = (answer) => answered(answer);
(0, eval)(fs.readFileSync(given.worker, "utf8"));

const packed = (path) => zlib.gzipSync(fs.readFileSync(path)).length;

function asked(type, data) {
  return new Promise((done) => {
    answered = done;
    listener({ data: { type, data } });
  });
}

(async () => {
  const started = process.cpuUsage();
  const index = JSON.parse(fs.readFileSync(given.index, "utf8"));
  await asked(SETUP, { ...index, options: { suggest: false } });
  const told = { urls: [], bytes: [], requests: [], ms: [] };
  for (const query of given.queries) {
    const { data } = await asked(QUERY, query);
    told.urls.push(data.items.slice(0, 10).map(([page]) => page.location.replace(/#.*/, "")));
    if (given.cold) {
      // The index is loaded whole and put in order before a first query is answered.
      const { user, system } = process.cpuUsage(started);
      told.ms.push((user + system) / 1e3);
      told.bytes.push(packed(given.index) + packed(given.worker));
      told.requests.push(2);
    }
  }
  process.stdout.write(JSON.stringify(told));
})();
