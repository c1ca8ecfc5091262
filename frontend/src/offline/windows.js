// What one window of this browser has sent, the others show too: they must not say that it still waits.
import { person } from "./identity.js";
import { DRAFT } from "./may-wait.js";

const others = typeof BroadcastChannel === "function" ? new BroadcastChannel("shifan-waiting") : null;

/** Here and in the other windows: something is kept, or is not any more. */
export function changed() {
  here("waiting-changed");
  if (others) others.postMessage({ name: "waiting-changed", person: person() });
}

/** Here and in the other windows: the server has taken a file in. */
export function taken(entry, answer) {
  const detail = { entry: { ...entry, blob: undefined }, answer };
  here("photo-taken", detail);
  if (others) others.postMessage({ name: "photo-taken", person: person(), detail });
}

function here(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

if (others) others.addEventListener("message", ({ data }) => { if (data.person === person()) here(data.name, data.detail); });
window.addEventListener("storage", ({ key }) => { if (key && key.startsWith(DRAFT)) here("waiting-changed"); });
