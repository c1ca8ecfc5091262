import { showComputed } from "../computed.js";
import { randomKey } from "../offline/identity.js";
import { canKeep, photos } from "../offline/photos.js";
import { PlainSending, post } from "../offline/plain.js";
import { sending } from "../offline/sending.js";
import { ownCopy } from "../offline/smaller.js";
import { shelved } from "../offline/shelved.js";

// <evidence-upload uploads="/applications/7/uploads/">: keeps each chosen file in this browser and sends it piece by piece;
// what is cut, closed or signed out meanwhile is sent on later. Removes without leaving the page.
// Answers are JSON {html, errors, notes, computed}: the markup takes the place of [data-shelves].
// Without `uploads`, or where the browser keeps no files, each file goes by multipart from this page.
class EvidenceUpload extends HTMLElement {
  connectedCallback() {
    this.uploads = this.getAttribute("uploads");
    this.forget();
    this.plain = new PlainSending({
      progress: (entry, share, left) => this.progress(entry, share, left),
      show: (answer) => this.show(answer),
      failed: (left) => this.say(`网络不好，还有 ${left} 个文件没有传完，网络好了自动接着传。`),
    });
    this.addEventListener("change", (event) => this.chosen(event));
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("photo-taken", ({ detail }) => { if (this.hasShelf(detail.entry.action)) this.show(detail.answer); refreshKept(detail.entry.page); });
    document.addEventListener("photo-progress", ({ detail }) => shelved.progress(this, detail));
    document.addEventListener("waiting-changed", () => this.showKept());
    this.showKept();
    for (const target of this.querySelectorAll('input[type="file"]')) this.chosen({ target }); // before this script had come
  }

  // What is told is told of the files chosen last: a good one after a bad one does not wipe what was wrong.
  forget() {
    this.problems = [];
    this.notes = [];
  }

  hasShelf(action) {
    return [...this.querySelectorAll("form[data-upload]")].some((form) => new URL(form.action).pathname === new URL(action, location.href).pathname);
  }

  async chosen({ target }) {
    if (target.type !== "file" || !target.files.length) return;
    const form = target.form;
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    const drop = target.closest(".file-drop");
    const files = [...target.files];
    target.value = "";
    if (!this.plain.waiting.length) this.forget();
    const keeps = this.uploads && (await canKeep());
    for (const file of files) await this.take({ file, action: form.action, fields, drop, keeps });
    if (keeps) sending.go();
  }

  async take({ file, action, fields, drop, keeps }) {
    if (keeps) this.busy(drop, "正在存到本机…");
    const blob = this.uploads ? await ownCopy(file).catch(() => null) : file;
    if (!blob) return this.unreadable(file, drop);
    const entry = { key: randomKey(), uploads: this.uploads, action: new URL(action).pathname, fields, name: file.name, blob, page: location.pathname, title: shelved.titleOf(drop) };
    try {
      if (!keeps) throw new Error("plain");
      await photos.add(entry);
      this.idle(drop);
    } catch {
      this.plain.add({ ...entry, action, drop }); // no room: from this page alone
    }
  }

  unreadable(file, drop) {
    this.idle(drop);
    this.problems.push(`${file.name}：读不出来，请重新拍照或另选一个`);
    this.say(this.problems.join("；"));
  }

  submitted(event) {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-upload]")) return;
    this.forget();
    post({ action: form.action, fields: new FormData(form) }, () => {}).then((answer) => this.show(answer), () => this.say("网络不好，没有删掉，请再试一次。"));
  }

  async clicked({ target }) {
    const button = target.closest("[data-give-up], [data-try-again]");
    if (!button) return;
    const key = button.dataset.giveUp || button.dataset.tryAgain;
    const entry = (await photos.mine()).find((one) => one.key === key);
    if (!entry) return;
    if (button.dataset.giveUp) return sending.giveUp(entry);
    await photos.change(key, { held: undefined });
    sending.go();
  }

  /** What waits in this browser stands on its shelf already. */
  async showKept() {
    if (!this.uploads) return;
    const kept = await photos.mine().catch(() => []);
    shelved.show(this, kept.filter((entry) => this.hasShelf(entry.action)));
  }

  progress(entry, share, left) {
    const rest = left > 0 ? `，还有 ${left} 个` : "";
    this.busy(entry.drop, share < 1 ? `正在传 ${Math.round(share * 100)}%${rest}` : `正在检查文件${rest}`);
  }

  busy(drop, text) {
    const place = drop && drop.isConnected ? drop : this.querySelector(".file-drop");
    const note = place && place.querySelector("small");
    if (note) {
      note.dataset.hint = note.dataset.hint || note.textContent;
      note.textContent = text;
    }
    if (place) place.classList.add("busy");
  }

  idle(drop) {
    const note = drop.querySelector("small");
    if (note && note.dataset.hint) note.textContent = note.dataset.hint;
    drop.classList.remove("busy");
  }

  show(answer) {
    const shelves = this.querySelector("[data-shelves]");
    if (answer.html) replaceShelves(shelves, answer.html);
    showComputed(answer.computed || {});
    this.problems.push(...(answer.errors || []));
    this.say(this.problems.join("；"));
    this.notes.push(...(answer.notes || []));
    this.say(this.notes.join(""), "[data-note]");
    this.showKept();
  }

  say(text, selector = "[data-problem]") {
    const place = this.querySelector(selector);
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  }
}

/** Whoever works by keyboard stays at the shelf on which something came or went. */
function replaceShelves(shelves, html) {
  const at = [...shelves.querySelectorAll(".shelf")].findIndex((shelf) => shelf.contains(document.activeElement));
  shelves.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  const shelf = shelves.querySelectorAll(".shelf")[at];
  if (shelf) shelf.querySelector('input[type="file"]').focus({ preventScroll: true });
}

/** A page kept for the time without a network is to show the file too. */
function refreshKept(page) {
  const worker = navigator.serviceWorker && navigator.serviceWorker.controller;
  if (worker) worker.postMessage({ refresh: page });
}

customElements.define("evidence-upload", EvidenceUpload);
