// The engine in a worker: messages {id, method, given} come back as {id, value} or {id, failed}.
"use strict";
self.casebookTables = {};
importScripts("engine.js");

const PATIENCE = 15000;
const INDEX = new URL("../../../search/", self.location.href);

// What `read` makes of the answer from an address; fails when it takes too long.
async function asked(address, cache, read) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { cache, signal: control.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return await read(answer);
  } finally {
    clearTimeout(timer);
  }
}

// A file of the index, unpacked; a damaged one fails by its checksum. What is named by its
// content may come from the browser's store, everything else is asked for anew.
function load(path) {
  const fixed = path === "manifest.bin" || path.startsWith("records/");
  return asked(new URL(path, INDEX), fixed ? "no-cache" : "default", async (answer) => {
    const plain = answer.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  });
}

// The text of a case, from its page.
function textOf(id) {
  return asked(new URL(`../${id.includes("/") ? id : `cases/${id}`}/`, INDEX), "default",
    async (answer) => casebookCheck.textOfPage(await answer.text()));
}

casebookSound.useScripts(async (name) => importScripts(name));

const answer = casebookEngine.answerer(load, textOf);

self.addEventListener("message", async ({ data: { id, method, given } }) => {
  try {
    self.postMessage({ id, value: await answer(method, given) });
  } catch (error) {
    self.postMessage({ id, failed: String(error) });
  }
});
