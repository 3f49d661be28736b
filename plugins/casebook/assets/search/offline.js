// Search in an offline copy. A page that is opened from a disk has neither workers nor fetch, so
// the engine runs in the page, and the files of the index come as scripts.
"use strict";
(function () {
  const here = document.currentScript.src;
  const arrived = new Map();
  let answer = null;

  function script(path) {
    const node = document.createElement("script");
    return new Promise((resolve, reject) => {
      node.addEventListener("load", resolve);
      node.addEventListener("error", () => reject(new Error(path)));
      node.src = new URL(path, here);
      document.head.append(node);
    }).finally(() => node.remove());
  }

  // A file of the index, unpacked; one that says nothing of itself, or is damaged, fails.
  async function load(path) {
    const name = path.replace(/\.bin$/, "");
    await script(`../../../search/${name}.js`);
    const bytes = Uint8Array.from(atob(arrived.get(name)), (one) => one.charCodeAt(0));
    arrived.delete(name);
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }

  const textOf = async (id) => new TextDecoder().decode(await load(`texts/${id}.bin`));

  async function start() {
    await script("engine.js");
    casebookSound.useScripts(script);
    return casebookEngine.answerer(load, textOf);
  }

  async function ask(method, given) {
    if (answer === null) {
      answer = start();
      answer.catch(() => { answer = null; });
    }
    return (await answer)(method, given);
  }

  self.casebookFile = (name, data) => arrived.set(name, data);
  self.casebookLocal = { ask };
})();
