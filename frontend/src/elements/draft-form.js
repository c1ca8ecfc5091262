import { chinaTime } from "../text.js";
import { Drafts } from "../drafts.js";
import { showComputed } from "../computed.js";
import { line } from "../offline/line.js";
import { saveField } from "../offline/saving.js";
import { signInAgain } from "../offline/sign-in.js";
import { choice, fire, labelOf, setValue } from "./fields.js";

const TYPING_PAUSE = 900; // ms after the last key
const BEFORE_LEAVING = 6000; // ms that "next" waits for what is on its way

// <draft-form save-url version>: saves each field as it is filled, one request at a time.
//
// Asks:    POST save-url, form-encoded: field=<name>&version=<n>&device=<id>&edit=<n>&<name>=<value>…   (several values: repeated)
// Answers: 200 {version, saved_at?, errors?: {field: text}, computed?: {name: text}}
//          409 {version, value?, values?, by?, reason?}: somebody else changed the field; we ask which to keep
//          400/422 {errors} or {reason}: refused, nothing saved; 401: nobody is signed in any more
// An answer never touches the field being typed in. What could not be sent is kept in this browser and sent later.
class DraftForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.url = this.getAttribute("save-url");
    if (!this.form || !this.url) return;
    this.version = Number(this.getAttribute("version")) || 0;
    this.drafts = new Drafts(this.url);
    this.waiting = new Set();
    this.timers = new Map();
    this.stored = new Map(); // fields as the server last took them
    this.seen = new Map(); // fields: the version on which they were typed or taken
    this.typedEarly();
    this.restore();
    this.form.addEventListener("input", (event) => this.noticed(event, TYPING_PAUSE));
    this.form.addEventListener("change", (event) => this.noticed(event, 0));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    line.addEventListener("again", () => this.send());
    document.addEventListener("drafts-revived", () => this.restore());
    window.addEventListener("storage", ({ key }) => { if (key === this.drafts.key) this.overtaken(); });
    window.addEventListener("pagehide", () => this.sendNow());
    window.addEventListener("beforeunload", (event) => { if (!this.drafts.safe) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.sendNow(); });
  }

  /** Is this field one of ours? */
  has(name) { return Boolean(this.form && this.form.elements[name]); }

  /** What was typed before this script had come. */
  typedEarly() {
    for (const target of this.form.querySelectorAll("[data-typed-early]")) {
      delete target.dataset.typedEarly;
      this.noticed({ target }, TYPING_PAUSE);
    }
  }

  noticed({ target }, pause) {
    const { name, type } = target;
    if (!name || type === "file" || type === "submit" || target.closest("[data-no-save]")) return;
    clearTimeout(this.timers.get(name));
    const values = this.values(name);
    const kept = this.drafts.get(name);
    if (this.stored.get(name) === String(values) && (!kept || kept.saved)) return;
    this.drafts.keep(name, values, this.seen.get(name) ?? this.version, { label: labelOf(target), page: location.pathname });
    this.timers.set(name, setTimeout(() => this.queue(name), pause));
  }

  queue(name) {
    this.timers.delete(name);
    this.waiting.add(name);
    this.send();
  }

  sendNow() {
    for (const [name, timer] of this.timers) {
      clearTimeout(timer);
      this.waiting.add(name);
    }
    this.timers.clear();
    this.send();
  }

  values(name) {
    return new FormData(this.form).getAll(name).map(String);
  }

  async send() {
    const [name] = this.waiting;
    if (this.sending || name === undefined) return;
    this.waiting.delete(name);
    const entry = this.drafts.get(name);
    if (!entry || entry.saved) { // taken meanwhile by another window
      this.sentElsewhere();
      return this.send();
    }
    this.sending = true;
    this.say("working", "正在保存…");
    const { kind, answer } = await saveField(this.url, name, entry);
    this.sending = false;
    this[kind](name, entry, answer);
    if (kind !== "away" && kind !== "expired") {
      line.become("open");
      this.send();
    }
  }

  saved(name, entry, answer) {
    this.seen.set(name, answer.version);
    this.stored.set(name, String(entry.values));
    this.drafts.saved(name, entry.edit, answer.version);
    this.showErrors(name, answer.errors || {});
    showComputed(answer.computed || {});
    this.say("", `${answer.saved_at || chinaTime(new Date())} 已自动保存`);
    this.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true, detail: { field: name, value: String(entry.values), answer } }));
  }

  expired(name) {
    this.waiting.add(name);
    line.become("expired");
    this.say("failed", "登录已过期，内容已存在本机，请重新登录");
  }

  away(name) {
    this.waiting.add(name);
    line.become("away");
    this.say("waiting", "网络不好，内容已存在本机，等网络好了自动保存");
  }

  refused(name, entry, answer) {
    const errors = answer.errors || {};
    this.drafts.change(name, { held: errors[name] || answer.reason || "没有保存，请打开这一页看提示" });
    this.showErrors(name, errors);
    this.say("failed", answer.reason || "这一项没有保存，请看红字提示");
  }

  conflict(name, entry, answer) {
    this.drafts.change(name, { held: "别人也改了这一项，请打开这一页选用哪个" });
    const box = this.errorPlace(name);
    if (!box) return this.say("failed", "别人刚改过这一项，请刷新页面再填");
    box.textContent = `${answer.by || "别人"}刚把这一项改成了“${answer.value}”。`;
    box.hidden = false;
    box.append(choice("用他的", () => this.takeTheirs(name, answer, box)), choice("用我的", () => this.keepMine(name, answer, box)));
    this.say("failed", "有一项和别人改的不一样，请选用哪个");
  }

  takeTheirs(name, answer, box) {
    const values = answer.values || [answer.value];
    setValue(this.form.elements[name], ...values);
    this.seen.set(name, answer.version);
    this.stored.set(name, String(values));
    this.drafts.forget(name);
    box.hidden = true;
  }

  keepMine(name, answer, box) {
    box.hidden = true;
    const { label, page } = this.drafts.get(name) || {};
    this.drafts.keep(name, this.values(name), answer.version, { label, page });
    this.queue(name);
  }

  /** The form goes as a whole once its fields are in: what a cut line would swallow stays on the page. */
  async submitted(event) {
    if (this.leaving || !this.underWay()) return;
    event.preventDefault();
    this.sendNow();
    await this.settled();
    if (line.state === "expired") return signInAgain();
    if (this.underWay()) return this.say("waiting", "没有网络，内容已存在本机。可以接着填别的页，网络好了自动保存");
    this.leaving = true;
    if (this.form.requestSubmit) this.form.requestSubmit(event.submitter || undefined);
    else this.form.submit();
    this.leaving = false;
  }

  underWay() { return this.sending || this.waiting.size > 0 || this.timers.size > 0; }

  async settled() {
    const until = Date.now() + BEFORE_LEAVING;
    while (this.underWay() && Date.now() < until && (this.sending || line.state === "open")) await new Promise((go) => setTimeout(go, 50));
  }

  errorPlace(name) {
    return this.querySelector(`[data-error="${CSS.escape(name)}"]`);
  }

  showErrors(name, errors) {
    for (const key of new Set([name, ...Object.keys(errors)])) {
      const place = this.errorPlace(key);
      if (place) {
        place.textContent = errors[key] || "";
        place.hidden = !errors[key];
      }
      const cell = this.querySelector(`[name="${CSS.escape(key)}"]`)?.closest(".cell");
      if (cell) cell.classList.toggle("wrong", Boolean(errors[key]));
    }
  }

  say(state, text) {
    for (const place of document.querySelectorAll("[data-saved]")) {
      place.textContent = text;
      place.classList.remove("working", "waiting", "failed");
      if (state) place.classList.add(state);
    }
  }

  /** Another window of this browser has gone on with a field: what stands there stands here, but for the field being typed in. */
  overtaken() {
    for (const [name, entry] of this.drafts.all()) {
      if (!this.has(name) || this.timers.has(name)) continue;
      setValue(this.form.elements[name], ...entry.values);
      if (!entry.saved) continue;
      this.seen.set(name, entry.saved);
      this.stored.set(name, String(entry.values));
      if (this.waiting.delete(name)) this.sentElsewhere();
    }
  }

  sentElsewhere() {
    if (!this.waiting.size) this.say("", `${chinaTime(new Date())} 已自动保存（在另一个窗口）`);
  }

  /** What an earlier visit could not send comes back and is sent; what it sent and this page (kept on the phone) does not know is shown. */
  restore() {
    for (const [name, entry] of this.drafts.all()) {
      if (!this.has(name) || this.timers.has(name)) continue;
      if (entry.saved && entry.saved <= this.version) {
        this.drafts.forget(name);
        continue;
      }
      setValue(this.form.elements[name], ...entry.values);
      fire(this.form.elements[name]);
      this.seen.set(name, entry.saved || entry.version);
      if (entry.saved) this.stored.set(name, String(entry.values));
      else this.waiting.add(name);
    }
    if (this.waiting.size) this.send();
  }
}

customElements.define("draft-form", DraftForm);
