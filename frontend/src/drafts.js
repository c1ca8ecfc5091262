// What has been typed, kept in this browser for one person under the address it is sent to, until the server has it and
// a page shows it. One entry a field: {values, version, edit, label, page, at, saved?, held?}
//   version  the version of the draft on which it was typed: a colleague's later change is then noticed, not overwritten
//   edit     which change of this browser it is: the server takes each once, and no older one after it
//   saved    the version at which the server took it; it stays until a page comes that knows it (one kept on the phone does not)
//   held     why the server did not take it: a person has to look
import { nextSequence, person } from "./offline/identity.js";
import { DRAFT } from "./offline/may-wait.js";
import { mirror, revive } from "./offline/mirror.js";

const DAYS = 14;

export class Drafts {
  constructor(url) {
    this.path = new URL(url, location.href).pathname;
    this.key = `${DRAFT}${person()}:${this.path}`;
    this.held = null; // where the store is full or forbidden: this window's own copy
  }

  /** Everything this person has typed in this browser, for every form. */
  static everywhere() {
    const mine = `${DRAFT}${person()}:`;
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(mine)).map((key) => new Drafts(key.slice(mine.length)));
    } catch {
      return [];
    }
  }

  /** After a browser was killed: what it had not written down yet. */
  static revive() { return revive(`${DRAFT}${person()}:`); }

  read() {
    if (this.held) return this.held;
    try {
      const { at, fields } = JSON.parse(localStorage.getItem(this.key)) || { at: 0, fields: {} };
      return Date.now() - at < DAYS * 86400000 ? fields : {};
    } catch {
      return {};
    }
  }

  write(fields) {
    const kept = Object.keys(fields).length ? { at: Date.now(), serial: nextSequence(), fields } : null;
    mirror(this.key, kept);
    try {
      if (kept) localStorage.setItem(this.key, JSON.stringify(kept));
      else localStorage.removeItem(this.key);
      this.held = null;
    } catch {
      this.held = fields; // this page alone holds it, and says so when it is left
    }
    document.dispatchEvent(new CustomEvent("waiting-changed"));
  }

  /** Will it be there after this page? */
  get safe() { return !this.held; }

  get(name) { return this.read()[name]; }

  all() { return Object.entries(this.read()); }

  /** What the server has not taken. */
  waiting() { return this.all().filter(([, entry]) => !entry.saved); }

  keep(name, values, version, told = {}) {
    const entry = { values, version, edit: nextSequence(), at: Date.now(), ...told };
    this.write({ ...this.read(), [name]: entry });
    return entry;
  }

  change(name, changes) {
    const fields = this.read();
    if (fields[name]) this.write({ ...fields, [name]: { ...fields[name], ...changes } });
  }

  /** The server has this change; what was typed since still waits. */
  saved(name, edit, version) {
    const entry = this.get(name);
    if (entry && entry.edit === edit) this.change(name, { saved: version, held: undefined });
  }

  forget(name) {
    const fields = this.read();
    delete fields[name];
    this.write(fields);
  }
}
