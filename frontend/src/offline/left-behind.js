// What was typed on other pages and is not at the server yet goes out from whichever page is open.
import { Drafts } from "../drafts.js";
import { line } from "./line.js";
import { saveField } from "./saving.js";

const FIRST = 800; // ms after a page is there: its own form goes first

export class LeftBehind {
  constructor() {
    line.addEventListener("again", () => this.send());
    setTimeout(() => this.send(), FIRST);
  }

  /** Fields that no form of this page shows; what waits for a person's look is left alone. */
  entries() {
    const forms = [...document.querySelectorAll("draft-form")].filter((one) => one.drafts);
    const here = (drafts, name) => forms.some((one) => one.drafts.path === drafts.path && one.has(name));
    return Drafts.everywhere().flatMap((drafts) => drafts.waiting().filter(([name, entry]) => !entry.held && !here(drafts, name)).map(([name, entry]) => ({ drafts, name, entry })));
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    for (const { drafts, name, entry } of this.entries()) {
      const { kind, answer } = await saveField(drafts.path, name, entry);
      if (kind === "away" || kind === "expired") {
        line.become(kind);
        break;
      }
      line.become("open");
      if (kind === "saved") drafts.saved(name, entry.edit, answer.version);
      else drafts.change(name, { held: kind === "conflict" ? "别人也改了这一项，请打开这一页选用哪个" : answer.reason || Object.values(answer.errors || {})[0] || "没有保存" });
    }
    this.sending = false;
  }
}
