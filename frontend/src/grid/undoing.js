// What was changed, so that it can be taken back: an undo is a change like any other, with a version of its own.
export class Undoing {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  /** changes: [{key, before, after}] of one act of the person. */
  note(changes) {
    if (!changes.length) return;
    this.done.push(changes);
    this.undone = [];
  }

  undo() {
    const changes = this.done.pop();
    if (changes) this.undone.push(changes);
    return (changes || []).map(({ key, before }) => ({ key, content: before }));
  }

  redo() {
    const changes = this.undone.pop();
    if (changes) this.done.push(changes);
    return (changes || []).map(({ key, after }) => ({ key, content: after }));
  }
}
