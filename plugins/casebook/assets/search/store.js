// The index as files: reads the manifest, finds the shard of a term, decodes its postings.
// `load(path)` gives the unpacked bytes of a file, or fails.
"use strict";
(function () {
  const FORMAT = 1;
  const STEPS_KEPT = 400;
  const utf8 = new TextDecoder();
  const json = (bytes) => JSON.parse(utf8.decode(bytes));

  // Words come before Han, and each by code points: UTF-16 units would misplace rare characters.
  function isBefore(one, other) {
    const kinds = [one, other].map((term) => casebookAnalyzer.isHan(term));
    if (kinds[0] !== kinds[1]) return kinds[1];
    const a = [...one], b = [...other];
    for (let at = 0; at < a.length && at < b.length; at++) {
      const step = a[at].codePointAt(0) - b[at].codePointAt(0);
      if (step) return step < 0;
    }
    return a.length < b.length;
  }

  // Where a term would stand in a list in order: the number of those not after it.
  function rank(list, term) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(term, list[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
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
    return 31 - Math.clz32(Math.max(1, Math.floor(size * 11 / (count * 16))));
  }

  // A shard in memory: its terms, and their postings when they are asked for.
  function shard(bytes, size) {
    const [[terms, length], namesAt] = varints(bytes, 0, 2);
    const names = utf8.decode(bytes.subarray(namesAt, namesAt + length)).split("\n");
    const [counts, impactsAt] = varints(bytes, namesAt + length, terms);
    const starts = new Uint32Array(terms + 1);
    counts.forEach((count, at) => { starts[at + 1] = starts[at] + count; });
    const bitsAt = impactsAt + ((starts[terms] + 1) >> 1);
    if (names.length !== terms || bitsAt > bytes.length) throw new Error("damaged");
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
        documents[at] = document;
      }
    }
    const impact = (at) => {
      const pair = bytes[impactsAt + (at >> 1)];
      return at & 1 ? pair & 15 : pair >> 4;
    };
    const postings = (term) => {
      const from = starts[term];
      return {
        documents: documents.subarray(from, starts[term + 1]),
        impact: (number) => impact(from + number),
      };
    };
    return { names, postings };
  }

  async function open(load) {
    const manifest = json(await load("manifest.bin"));
    if (manifest.format !== FORMAT) throw new Error("format");
    const kept = new Map();
    // A file is asked for once; a failure is forgotten, so that it can be asked for again.
    function once(path, made) {
      if (!kept.has(path)) {
        if (kept.size > STEPS_KEPT) kept.clear();
        const promise = load(path).then(made);
        promise.catch(() => kept.delete(path));
        kept.set(path, promise);
      }
      return kept.get(path);
    }
    let first = 0;
    const segments = manifest.segments.map((told, number) => {
      const ids = [];
      for (const [year, steps] of Object.entries(told.ids)) {
        let last = 0;
        for (const step of steps) {
          last = typeof step === "string" ? Number(step) : last + step;
          const number = typeof step === "string" ? step : String(last).padStart(4, "0");
          ids.push(`${year}-${number}`);
        }
      }
      const segment = { number, first, size: told.size, ids, facets: told.facets,
        firsts: told.firsts.split("\n"), names: told.names };
      first += told.size;
      return segment;
    });
    const ids = [].concat(...segments.map((segment) => segment.ids));

    function shardAt(segment, at) {
      const name = segment.names.slice(8 * at, 8 * at + 8);
      return once(`terms/${segment.number}-${at}-${name}.bin`,
        (bytes) => shard(bytes, segment.size));
    }

    // The postings of a term in all segments, as lists of [first document, postings].
    async function term(word) {
      const found = await Promise.all(segments.map(async (segment) => {
        const at = rank(segment.firsts, word) - 1;
        if (at < 0) return [];
        const holder = await shardAt(segment, at);
        const place = rank(holder.names, word) - 1;
        return place >= 0 && holder.names[place] === word
          ? [[segment.first, holder.postings(place)]] : [];
      }));
      return found.flat();
    }

    // The postings of every term with this beginning, from so many shards of each segment.
    async function beginning(word, most) {
      const found = await Promise.all(segments.map(async (segment) => {
        const from = Math.max(0, rank(segment.firsts, word) - 1);
        const lists = [];
        for (let at = from; at < Math.min(from + most, segment.firsts.length); at++) {
          if (at > from && !segment.firsts[at].startsWith(word)) break;
          const holder = await shardAt(segment, at);
          holder.names.forEach((name, place) => {
            if (name.startsWith(word)) lists.push([segment.first, holder.postings(place)]);
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
      const block = await once(`records/${name}.bin`, json);
      return block[id] || null;
    }

    async function facets() {
      const [names, ...parts] = await Promise.all(
        [manifest.names, ...segments.map((segment) => segment.facets)]
          .map((path) => once(path, json)));
      const columns = {};
      for (const key of [...Object.keys(names), "day"]) {
        columns[key] = [].concat(...parts.map((part) => part[key]));
      }
      return { names, columns };
    }

    return {
      manifest, ids, term, beginning, record, facets,
      names: () => once(manifest.names, json),
    };
  }

  self.casebookStore = { open };
})();
