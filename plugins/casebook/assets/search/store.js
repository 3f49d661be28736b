// The index as files: reads the manifest, finds the shard of a term, decodes its postings.
// `load(path)` gives the unpacked bytes of a file, or fails.
"use strict";
(function () {
  const FORMAT = 4;
  const SLOTS = 64;
  const LEAST_IMPACT = 2;
  const HAN = 0x3000;
  const FILLED = 48, EMPTY = 80;
  const MOST_KEPT = 400;
  const utf8 = new TextDecoder(), gbk = new TextDecoder("gbk");
  const json = (bytes) => JSON.parse(utf8.decode(bytes));

  // The room of all terms: words by their first four characters and a bit of all, then Han by
  // their code points. Where in it stands what begins with these characters.
  function room(beginning) {
    const points = [...beginning].map((one) => one.codePointAt(0));
    if (casebookAnalyzer.isHan(beginning)) {
      const [first, second] = points.map((one) => Math.min(one - HAN, 0x7fff));
      const begin = 2 ** 30 + first * 2 ** 15;
      return second === undefined ? { begin, width: 2 ** 15 } : { begin: begin + second, width: 1 };
    }
    let begin = 0;
    for (let at = 0; at < 4; at++) begin = begin * 64 + (at < points.length ? points[at] % 64 : 0);
    return { begin: begin * 64, width: 64 ** Math.max(1, 5 - points.length) };
  }

  // Where in it a whole term stands.
  function placeOf(term) {
    const { begin } = room(term);
    if (casebookAnalyzer.isHan(term)) return begin;
    return begin + [...term].reduce((sum, one) => (sum * 5 + one.codePointAt(0)) % 64, 0);
  }

  // The number of the last part of the room that begins at a place or before it.
  function partAt(begins, begin) {
    let low = 0, high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= begin) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function varints(bytes, at, count) {
    const found = new Uint32Array(count);
    for (let number = 0; number < count; number++) {
      let value = 0, shift = 0, part;
      do {
        part = bytes[at++];
        value |= (part & 127) << shift;
        shift += 7;
      } while (part & 128);
      found[number] = value;
    }
    return [found, at];
  }

  function lowBits(count, size) {
    return 31 - Math.clz32(Math.max(1, Math.floor(size * 7 / (count * 8))));
  }

  // The names of the terms of a shard: words as they are, pairs by steps of their characters.
  function named(bytes) {
    const [[words, length, heads, pairs], wordsAt] = varints(bytes, 0, 4);
    const said = utf8.decode(bytes.subarray(wordsAt, wordsAt + length));
    const names = words ? said.split("\n") : [];
    const [numbers, end] = varints(bytes, wordsAt + length, 2 * heads + pairs);
    if (names.length !== words || end > bytes.length) throw new Error("damaged");
    let first = HAN, at = 2 * heads;
    for (let head = 0; head < heads; head++) {
      first += numbers[head];
      let second = 0;
      for (let left = numbers[heads + head]; left > 0; left--) {
        second += numbers[at++];
        names.push(String.fromCodePoint(first, ...(second ? [HAN + second] : [])));
      }
    }
    return [names, end];
  }

  // A shard in memory: its terms, and their postings; `places` gives the document of a slot.
  function shard(bytes, size, places) {
    const [names, countsAt] = named(bytes);
    const terms = names.length;
    const [counts, impactsAt] = varints(bytes, countsAt, terms);
    const starts = new Uint32Array(terms + 1);
    counts.forEach((count, at) => { starts[at + 1] = starts[at] + count; });
    const bitsAt = impactsAt + ((starts[terms] + 3) >> 2);
    if (bitsAt > bytes.length) throw new Error("damaged");
    const documents = new Uint32Array(starts[terms]);
    let bit = 8 * bitsAt;
    const next = () => (bytes[bit >> 3] >> (7 - (bit++ & 7))) & 1;
    const end = 8 * bytes.length;
    for (let term = 0; term < terms; term++) {
      const low = lowBits(counts[term], size);
      let document = -1;
      for (let at = starts[term]; at < starts[term + 1]; at++) {
        let step = 0;
        while (!next()) { if (bit > end) throw new Error("damaged"); step++; }
        for (let place = 0; place < low; place++) step = step * 2 + next();
        document += step + 1;
        documents[at] = places[document];
      }
    }
    const impact = (at) => LEAST_IMPACT + (bytes[impactsAt + (at >> 2)] >> 2 * (3 - (at & 3)) & 3);
    const postings = (term) => {
      const from = starts[term];
      return {
        documents: documents.subarray(from, starts[term + 1]),
        impact: (number) => impact(from + number),
      };
    };
    return { names, postings };
  }

  // The documents of the slots of a segment; their ids go after those that are there already.
  function numbered({ size, runs }, ids) {
    const places = new Int32Array(size);
    let blocks = -1, group = -1;
    for (const [stem, steps] of runs) {
      let number = 0;
      group = -1;
      for (let at = 0; at < steps.length; at += 2) {
        number += steps[at];
        for (const end = number + steps[at + 1]; number < end; number++) {
          if (group !== (group = Math.floor(number / SLOTS))) blocks++;
          places[blocks * SLOTS + number % SLOTS] = ids.length;
          ids.push(`${stem}${String(number).padStart(4, "0")}`);
        }
      }
    }
    return places;
  }

  // Where the parts of the room begin, and the names of their shards, which an empty part lacks.
  function divided({ depths, names }) {
    const begins = new Float64Array(depths.length), named = [];
    let begin = 0, at = 0;
    [...depths].forEach((one, part) => {
      const depth = one.charCodeAt(0);
      begins[part] = begin;
      begin += 2 ** (31 - (depth < EMPTY ? depth - FILLED : depth - EMPTY));
      named.push(depth < EMPTY ? names.slice(8 * at, 8 * ++at) : "");
    });
    return { begins, names: named };
  }

  async function open(load) {
    const manifest = json(await load("manifest.bin"));
    if (manifest.format !== FORMAT) throw new Error("format");
    const kept = new Map();
    // A file is asked for once; a failure is forgotten, so that it can be asked for again.
    function once(path, made) {
      if (!kept.has(path)) {
        if (kept.size > MOST_KEPT) kept.clear();
        const promise = load(path).then(made);
        promise.catch(() => kept.delete(path));
        kept.set(path, promise);
      }
      return kept.get(path);
    }
    const ids = [];
    const segments = manifest.segments.map((told, number) => ({
      number, size: told.size, facets: told.facets, places: numbered(told, ids), ...divided(told),
    }));

    function shardAt(segment, at) {
      const begin = segment.begins[at].toString(16);
      return once(`terms/${segment.number}-${begin}-${segment.names[at]}.bin`,
        (bytes) => shard(bytes, segment.size, segment.places));
    }

    // The postings of a term in all segments.
    async function term(word) {
      const found = await Promise.all(segments.map(async (segment) => {
        const at = partAt(segment.begins, placeOf(word));
        if (!segment.names[at]) return [];
        const holder = await shardAt(segment, at);
        const number = holder.names.indexOf(word);
        return number < 0 ? [] : [holder.postings(number)];
      }));
      return found.flat();
    }

    // The postings of every term with this beginning, from so many shards of each segment.
    async function beginning(word, most) {
      const { begin, width } = room(word);
      const found = await Promise.all(segments.map(async ({ begins, names }, number) => {
        const lists = [];
        let left = most;
        for (let at = partAt(begins, begin); at < begins.length && begins[at] < begin + width; at++) {
          if (!names[at] || left-- <= 0) continue;
          const holder = await shardAt(segments[number], at);
          holder.names.forEach((name, place) => {
            if (name.startsWith(word)) lists.push(holder.postings(place));
          });
        }
        return lists;
      }));
      return found.flat();
    }

    async function record(id) {
      // An article has its column before the year, and the name of a column may hold hyphens.
      const [, year, number] = /^(.*)-(\d+)$/.exec(id);
      const name = `${year}-${Math.floor(Number(number) / manifest.block)}`;
      const block = await once(`records/${name}.bin`, (bytes) => JSON.parse(gbk.decode(bytes)));
      const at = block.id.indexOf(id);
      const told = Object.entries(block).map(([key, column]) => [key, column[at]]);
      return at < 0 ? null : Object.fromEntries(told.filter((one) => one[1]));
    }

    let every = null;

    async function joined() {
      const [names, ...parts] = await Promise.all(
        [manifest.names, ...segments.map((segment) => segment.facets)]
          .map((path) => once(path, json)));
      const columns = {};
      for (const key of [...Object.keys(names), "day"]) {
        columns[key] = [].concat(...parts.map((part) => part[key]));
      }
      return { names, columns };
    }

    // The facets of all documents, which are put together once.
    function facets() {
      if (every === null) {
        every = joined();
        every.catch(() => { every = null; });
      }
      return every;
    }

    return {
      manifest, ids, term, beginning, record, facets,
      names: () => once(manifest.names, json),
    };
  }

  self.casebookStore = { open };
})();
