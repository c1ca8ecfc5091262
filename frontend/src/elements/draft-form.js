import { chinaTime, csrfToken } from "../text.js";
import { Drafts } from "../drafts.js";
import { showComputed } from "../computed.js";

const TYPING_PAUSE = 900; // ms after the last key
const RETRY = 5000; // ms between tries while the network is away

// <draft-form save-url version>: saves each field as it is filled, one request at a time.
//
// Asks:    POST save-url, form-encoded: field=<name>&version=<n>&<name>=<value>…   (several values: repeated)
// Answers: 200 {version, saved_at?, errors?: {field: text}, computed?: {name: text}}
//          409 {version, value?, values?, by?, reason?}: somebody else changed the field; we ask which to keep
//          400/422 {errors} or {reason}: refused, nothing saved
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
    this.typedOn = new Map(); // fields of an earlier visit: the version they were typed on
    this.restore();
    this.form.addEventListener("input", (event) => this.noticed(event, TYPING_PAUSE));
    this.form.addEventListener("change", (event) => this.noticed(event, 0));
    this.form.addEventListener("submit", () => { for (const { name } of this.form.elements) this.drafts.forget(name); });
    window.addEventListener("online", () => this.send());
    window.addEventListener("beforeunload", (event) => { if (this.failed && this.waiting.size) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.sendNow(); });
  }

  noticed(event, pause) {
    const { name, type } = event.target;
    if (!name || type === "file" || type === "submit" || event.target.closest("[data-no-save]")) return;
    clearTimeout(this.timers.get(name));
    if (this.stored.get(name) === String(this.values(name)) && !this.waiting.has(name)) return;
    this.drafts.keep(name, this.values(name), this.typedOn.get(name) ?? this.version);
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
    if (this.sending || !this.waiting.size) return;
    const name = this.waiting.values().next().value;
    this.waiting.delete(name);
    const values = this.values(name);
    const version = this.typedOn.get(name) ?? this.version;
    this.sending = true;
    this.say("working", "正在保存…");
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "X-CSRFToken": csrfToken(this.form), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        body: new URLSearchParams([["field", name], ["version", version], ...values.map((value) => [name, value])]),
        keepalive: true,
      });
      await this.answered(name, { values, version }, response);
    } catch {
      this.lost(name);
    }
    this.sending = false;
    if (this.waiting.size && !this.failed) this.send();
  }

  async answered(name, sent, response) {
    if (response.redirected || response.status === 401 || response.status === 403) return this.refused(name, response);
    if (response.status >= 500) return this.lost(name);
    const answer = await response.json();
    this.failed = false;
    if (response.ok) this.movedOn(sent.version, answer.version);
    else if (answer.version) this.version = answer.version;
    this.typedOn.delete(name);
    if (response.status === 409 && "value" in answer) return this.conflict(name, answer);
    this.showErrors(name, answer.errors || {});
    showComputed(answer.computed || {});
    if (!response.ok) return this.say("failed", answer.reason || "这一项没有保存，请看红字提示");
    this.stored.set(name, String(sent.values));
    if (String(this.values(name)) === String(sent.values)) this.drafts.forget(name);
    this.say("", `${answer.saved_at || chinaTime(new Date())} 已自动保存`);
    this.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true, detail: { field: name, answer } }));
  }

  /** Our own save moved the version on: that is no conflict for what else was typed on the old one. */
  movedOn(from, to) {
    if (!to) return;
    this.version = to;
    for (const [name, version] of this.typedOn) if (version === from) this.typedOn.set(name, to);
  }

  refused(name, response) {
    this.waiting.add(name);
    this.failed = true;
    const text = response.redirected || response.status === 401 ? "登录已过期，内容已存在本机，请重新登录" : "这一项现在不能改";
    this.say("failed", text);
  }

  lost(name) {
    this.waiting.add(name);
    this.failed = true;
    this.say("waiting", "网络不好，内容已存在本机，等网络好了自动保存");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => { this.failed = false; this.send(); }, RETRY);
  }

  conflict(name, answer) {
    const field = this.form.elements[name];
    const box = this.errorPlace(name);
    if (!box) return this.say("failed", "别人刚改过这一项，请刷新页面再填");
    box.textContent = `${answer.by || "别人"}刚把这一项改成了“${answer.value}”。`;
    box.hidden = false;
    box.append(this.choice("用他的", () => { setValue(field, ...(answer.values || [answer.value])); this.drafts.forget(name); box.hidden = true; }));
    box.append(this.choice("用我的", () => { box.hidden = true; this.queue(name); }));
    this.say("failed", "有一项和别人改的不一样，请选用哪个");
  }

  choice(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn-plain ms-2";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
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

  /** What an earlier visit could not send comes back into the fields, and is sent now. */
  restore() {
    for (const [name, { values, version }] of this.drafts.all()) {
      const field = this.form.elements[name];
      if (!field) continue;
      setValue(field, ...values);
      this.typedOn.set(name, version);
      this.waiting.add(name);
    }
    if (this.waiting.size) this.send();
  }
}

function setValue(field, ...values) {
  const inputs = field instanceof RadioNodeList ? [...field] : [field];
  const texts = [...values];
  for (const input of inputs) {
    if (/^(radio|checkbox)$/.test(input.type)) {
      input.checked = values.includes(input.value);
      continue;
    }
    const text = texts.shift() ?? ""; // several of one name: in their order
    if (input !== document.activeElement) input.value = text;
  }
}

customElements.define("draft-form", DraftForm);
