// A browser writes localStorage to the disk a few seconds late; whoever kills it loses that. IndexedDB is written at once:
// what is kept there too is brought back when it is the newer one.
import { createStore, del, entries, set } from "idb-keyval";

let store = null;
const opened = () => (store = store || createStore("shifan-drafts", "drafts"));

/** Without a store (a private window, a full disk) localStorage stands alone. */
export async function mirror(key, kept) {
  try {
    await (kept ? set(key, kept, opened()) : del(key, opened()));
  } catch {
    store = null;
  }
}

/** Brings back what is newer here than in localStorage; answers whether anything was. */
export async function revive(prefix) {
  let revived = false;
  try {
    for (const [key, kept] of await entries(opened())) {
      if (!key.startsWith(prefix) || (JSON.parse(localStorage.getItem(key)) || { serial: 0 }).serial >= kept.serial) continue;
      localStorage.setItem(key, JSON.stringify(kept));
      revived = true;
    }
  } catch { /* no store */ }
  return revived;
}
