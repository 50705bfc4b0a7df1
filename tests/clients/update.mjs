// Sends an update by Comunica, with a token, for which its command line has no option.
// Arguments: the endpoint, the token, the update.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, token, update] = process.argv.slice(2);

const authorized = (address, options) => {
  const headers = new Headers(options.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return fetch(address, { ...options, headers });
};

await new QueryEngine().queryVoid(update, {
  sources: [{ type: "sparql", value: endpoint }],
  fetch: authorized,
});
