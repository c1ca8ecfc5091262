// What has been typed but not yet answered for, kept in this browser under the address it will be sent to,
// each field with the version it was typed on: a colleague's later change is then noticed, not overwritten.
const DAYS = 14;

export class Drafts {
  constructor(url) {
    this.key = `draft:${new URL(url, location.href).pathname}`;
  }

  all() {
    try {
      const { at, fields } = JSON.parse(localStorage.getItem(this.key)) || { at: 0, fields: {} };
      return Date.now() - at < DAYS * 86400000 ? Object.entries(fields) : [];
    } catch {
      return [];
    }
  }

  write(entries) {
    try {
      if (entries.length) localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields: Object.fromEntries(entries) }));
      else localStorage.removeItem(this.key);
    } catch {
      /* storage full or forbidden: the page itself still holds what was typed */
    }
  }

  keep(name, values, version) {
    this.write([...this.all().filter(([other]) => other !== name), [name, { values, version }]]);
  }

  forget(name) {
    this.write(this.all().filter(([other]) => other !== name));
  }

  clear() {
    this.write([]);
  }
}
