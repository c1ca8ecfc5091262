// Files that are to go up, kept in this browser (IndexedDB) for one person until the server has taken them in. One entry:
// {key, person, uploads, action, fields, name, blob, addedAt, page, title, begun?, held?}
//   key      under which the server knows the upload: sent again it is the same one
//   uploads  where it is sent piece by piece;  action, fields: what is posted then, with upload=<key>
import { createStore, del, get, set, values } from "idb-keyval";
import { person } from "./identity.js";
import { SOME_PHOTOS } from "./may-wait.js";
import { changed } from "./windows.js";

let store = null;
const opened = () => (store = store || createStore("shifan", "photos"));

export const photos = {
  /** Were some kept lately? (Asking the store itself costs every page of everybody a moment.) */
  some() {
    try {
      return localStorage.getItem(SOME_PHOTOS) !== null;
    } catch {
      return true;
    }
  },

  /** Oldest first. */
  async mine() {
    const all = await values(opened());
    return all.filter((entry) => entry.person === person()).sort((one, other) => one.addedAt - other.addedAt);
  },

  async add(entry) {
    remember(true);
    await set(entry.key, { person: person(), addedAt: Date.now(), ...entry }, opened());
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {}); // not to be cleared for room
    changed();
  },

  async change(key, changes) {
    const entry = await get(key, opened());
    if (entry) await set(key, { ...entry, ...changes }, opened());
    changed();
  },

  async has(key) { return (await get(key, opened())) !== undefined; },

  async remove(key) {
    await del(key, opened());
    if (!(await values(opened())).length) remember(false);
    changed();
  },
};

/** Can this browser keep files at all? (Some in-app browsers and private windows cannot.) */
export async function canKeep() {
  try {
    await values(opened());
    return typeof XMLHttpRequest === "function" && "slice" in Blob.prototype;
  } catch {
    store = null;
    return false;
  }
}

function remember(some) {
  try {
    if (some) localStorage.setItem(SOME_PHOTOS, "1");
    else localStorage.removeItem(SOME_PHOTOS);
  } catch { /* then every page asks the store */ }
}
