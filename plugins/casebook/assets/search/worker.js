// The engine in a worker: messages {id, method, given} come back as {id, value} or {id, failed}.
"use strict";
self.casebookTables = {};
importScripts("analyzer.js", "store.js", "query.js", "sound.js", "marks.js", "engine.js");

const PATIENCE = 15000;
const INDEX = new URL("../../../search/", self.location.href);

// A file of the index, unpacked; a damaged one fails by its checksum. What is named by its
// content may come from the browser's store, everything else is asked for anew.
async function load(path) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const fixed = path === "manifest.bin" || path.startsWith("records/");
    const answer = await fetch(new URL(path, INDEX),
      { cache: fixed ? "no-cache" : "default", signal: control.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const plain = answer.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } finally {
    clearTimeout(timer);
  }
}

casebookSound.useScripts(async (name) => importScripts(name));

let engine = null;
function opened() {
  if (engine === null) {
    engine = casebookEngine.open(load);
    engine.catch(() => { engine = null; });
  }
  return engine;
}

self.addEventListener("message", async ({ data: { id, method, given } }) => {
  try {
    const one = await opened();
    const value = method === "words" ? one.words : await one[method](given);
    self.postMessage({ id, value });
  } catch (error) {
    self.postMessage({ id, failed: String(error) });
  }
});
