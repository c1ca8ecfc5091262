// Cells that the server has not answered for yet, kept in this browser for one person, round and department.
// {key: {content, version, held?}}; held: not to be sent (wrong, or waiting for a choice).
const DAYS = 30;

export class Pending {
  constructor(name) {
    this.name = name;
    this.cells = this.stored();
  }

  stored() {
    try {
      const { at, cells } = JSON.parse(localStorage.getItem(this.name)) || { at: 0, cells: {} };
      return new Map(Date.now() - at < DAYS * 86400000 ? Object.entries(cells) : []);
    } catch {
      return new Map();
    }
  }

  /** One change to what is kept: another window of the same person may keep cells of its own there. */
  write(key, entry) {
    const kept = this.stored();
    if (entry) kept.set(key, entry);
    else kept.delete(key);
    try {
      if (kept.size) localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), cells: Object.fromEntries(kept) }));
      else localStorage.removeItem(this.name);
    } catch {
      /* storage full or forbidden: the page itself still holds what was typed */
    }
  }

  get(key) { return this.cells.get(key); }

  set(key, entry) {
    this.cells.set(key, entry);
    this.write(key, entry);
  }

  delete(key) {
    if (this.cells.delete(key)) this.write(key, null);
  }

  get size() { return this.cells.size; }

  /** What the server has refused: it will not be sent again as it is. */
  get refused() { return [...this.cells].filter(([, entry]) => entry.refused).map(([key]) => key); }

  /** What may go out now. */
  get ready() { return [...this.cells].filter(([, entry]) => !entry.held); }
}
