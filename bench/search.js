// Runs the browser's search over an index on disk: queries in, rankings and loads out.
"use strict";
const fs = require("fs");
const zlib = require("zlib");
globalThis.self = globalThis;
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const run = (name) => (0, eval)(fs.readFileSync(`${given.scripts}/${name}`, "utf8"));
["analyzer", "store", "query", "sound", "marks", "check", "ranking", "facets", "finding", "engine"]
  .forEach((name) => run(`${name}.js`));

let bytes = 0, requests = 0;
async function load(path) {
  const data = fs.readFileSync(`${given.index}/${path}`);
  bytes += data.length;
  requests++;
  return new Uint8Array(zlib.inflateSync(data));
}

// The page of a case as far as it is looked at; its bytes are told apart from the index.
let pages = 0;
const texts = given.texts ? JSON.parse(fs.readFileSync(given.texts, "utf8")) : {};
async function textOf(id) {
  if (!(id in texts)) throw new Error("no text");
  pages++;
  return texts[id];
}

(async () => {
  casebookSound.useScripts(async (name) => run(name));
  let engine = await casebookEngine.open(load, textOf);
  const told = { ids: [], bytes: [], requests: [], facets: [], pages: [], ms: [] };
  let before = given.queries[given.queries.length - 1];
  for (const query of given.queries) {
    if (given.cold) {
      bytes = requests = pages = 0;
      engine = await casebookEngine.open(load, textOf);
    }
    if (given.later) {
      const { ids } = await engine.search({ query: before, most: 10 });
      await engine.records(ids.slice(0, 5));
      bytes = requests = pages = 0;
      before = query;
    }
    const started = process.cpuUsage();
    const { ids } = await engine.search({ query, most: 10 });
    const { user, system } = process.cpuUsage(started);
    told.ms.push((user + system) / 1e3);
    told.ids.push(ids);
    if (given.cold) {
      await engine.records(ids.slice(0, 5));
      told.bytes.push(bytes);
      told.requests.push(requests);
      told.pages.push(pages);
      await engine.records(ids);
      await engine.facets({ query, most: 10 });
      told.facets.push(bytes);
    }
  }
  process.stdout.write(JSON.stringify(told));
})();
