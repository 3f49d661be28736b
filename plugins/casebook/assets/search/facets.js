// Facets: what the chosen values leave of some documents; retrieval/narrowing.py does the same.
"use strict";
(function () {
  // A document has one value, a list of them, or nothing.
  const valuesOf = (column, at) => [].concat(column && column[at] !== null ? column[at] : []);

  // How many documents of a list have each value. This loop stands alone because a browser
  // compiles it while it runs, with all of the function around it.
  function tally(list, column, count) {
    for (let at = 0; at < list.length; at++) {
      const values = column[list[at]];
      if (typeof values === "number") count[values]++;
      else if (values) for (const value of values) count[value]++;
    }
    return count;
  }

  // Of some documents those that the chosen values leave, and how many have each value.
  function narrowing(chosen, names, columns) {
    const wanted = {};
    for (const [key, ids] of Object.entries(chosen)) {
      if (ids.length) {
        wanted[key] = new Set(ids.map((id) =>
          (names[key] || []).findIndex((one) => one[0] === id)));
      }
    }
    // Nothing has a value of a facet that this library does not know.
    const fits = (at, but) => Object.keys(wanted).every((key) => key === but
      || valuesOf(columns[key], at).some((value) => wanted[key].has(value)));

    function counts(list) {
      const made = {};
      for (const key of Object.keys(names)) {
        const counted = Object.keys(wanted).length ? list.filter((at) => fits(at, key)) : list;
        const count = tally(counted, columns[key], new Uint32Array(names[key].length));
        made[key] = names[key]
          .map(([id, name], value) => ({ id, name, count: count[value] }))
          .filter((one) => one.count || (chosen[key] || []).includes(one.id));
      }
      return made;
    }

    return { kept: (list) => list.filter((at) => fits(at)), counts };
  }

  // `单位:窗口` means every unit whose name holds the word.
  function spelled(facets, names) {
    const chosen = {};
    for (const [key, text] of facets) {
      const word = casebookAnalyzer.fold(text);
      const fitting = (names[key] || []).filter(([id, ...called]) =>
        id === text || called.some((name) => casebookAnalyzer.fold(name).includes(word)));
      chosen[key] = (chosen[key] || []).concat(fitting.map((one) => one[0]), ["-"]);
    }
    return chosen;
  }

  self.casebookFacets = { narrowing, spelled };
})();
