// One field to the server, and what came of it.
import { csrfToken } from "../text.js";
import { person, thisDevice } from "./identity.js";

const MOST_KEPT_ALIVE = 60000; // bytes that a browser still sends after the page has gone
const PATIENCE = 30000; // ms: a line that says nothing for so long is no line

/**
 * POST url: field=<name>&version=<n>&device=<id>&edit=<n>&<name>=<value>…
 * @returns {{kind: "saved"|"conflict"|"refused"|"expired"|"away", answer: object}}
 */
export async function saveField(url, name, { values, version, edit }) {
  const body = new URLSearchParams([["field", name], ["version", version], ["device", thisDevice()], ["edit", edit], ...values.map((value) => [name, value])]);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(url, { method: "POST", headers: scriptHeaders(), body, keepalive: String(body).length < MOST_KEPT_ALIVE, signal: patience.signal });
    return await understood(response);
  } catch {
    return { kind: "away", answer: {} };
  } finally {
    clearTimeout(timer);
  }
}

/** In whose name: another person may have signed in meanwhile, in another window of this browser. */
export function scriptHeaders() {
  return { "X-CSRFToken": csrfToken(document), "X-Person": person(), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
}

async function understood(response) {
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.redirected || response.status === 401 || (response.status === 403 && !isJson)) return { kind: "expired", answer: {} };
  if (!isJson || response.status >= 500 || response.status === 429) return { kind: "away", answer: {} };
  const answer = await response.json();
  if (response.ok) return { kind: "saved", answer };
  if (response.status === 409 && "value" in answer) return { kind: "conflict", answer };
  return { kind: "refused", answer };
}
