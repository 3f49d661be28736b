// Runs Pagefind's own client over an index on disk: queries in, rankings and loads out.
import fs from "fs";
const given = JSON.parse(fs.readFileSync(0, "utf8"));
let bytes = 0, requests = 0;
globalThis.fetch = async (address) => {
  const data = fs.readFileSync(String(address).replace(/^file:\/\//, "").replace(/\?.*/, ""));
  bytes += data.length;
  requests++;
  return new Response(data);
};
globalThis.document = { querySelector: () => ({ getAttribute: () => "zh" }), currentScript: null };
globalThis.window = globalThis;
globalThis.location = { href: `file://${given.index}` };
const told = { urls: [], bytes: [], requests: [], ms: [] };
let count = 0;
async function opened() {
  // A module under another address is another module, and knows nothing yet.
  const client = await import(`${given.index}/pagefind.js?${given.cold ? count++ : 0}`);
  await client.options({ basePath: `${given.index}/`, baseUrl: "/" });
  await client.init("zh");
  return client;
}
let client = await opened();
for (const query of given.queries) {
  if (given.cold) {
    bytes = fs.statSync(`${given.index}/pagefind.js`).size;
    requests = 1;
    client = await opened();
  }
  const started = process.cpuUsage();
  const { results } = await client.search(query);
  const shown = await Promise.all(results.slice(0, given.cold ? 5 : 10).map((one) => one.data()));
  const { user, system } = process.cpuUsage(started);
  told.ms.push((user + system) / 1e3);
  told.urls.push(shown.map((one) => one.url));
  told.bytes.push(bytes);
  told.requests.push(requests);
}
process.stdout.write(JSON.stringify(told));
process.exit(0);
