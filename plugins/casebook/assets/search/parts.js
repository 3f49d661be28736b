// Parts of the page of results as elements. Every text is put in as text, never as markup.
"use strict";
(function () {
  // An element: `text` is its text, `on…` are listeners, all other options are attributes.
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

  // An element with a text in which some ranges are marked.
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

  self.casebookParts = { make, marked };
})();
