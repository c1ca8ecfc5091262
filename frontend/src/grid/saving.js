import { cookie, csrfToken } from "../text.js";
import { same } from "./contents.js";

const RETRY = 4000; // ms between tries while the line is cut
const AT_ONCE = 300; // cells a message

// Sends what is pending, one message at a time, until the server has answered for every cell.
// hooks: saved(key, cell) stale(key, now) refused(key, words) rows(states) status(kind, text)
export class Saving {
  constructor(host, pending, hooks) {
    this.host = host;
    this.url = host.getAttribute("save-url");
    this.pending = pending;
    this.hooks = hooks;
    window.addEventListener("online", () => this.send());
    window.addEventListener("focus", () => { if (this.failed) this.send(); }); // signed in again in another tab
  }

  /** Soon, so that cells of one paste go together. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), 30);
  }

  async send() {
    const batch = this.pending.ready.slice(0, AT_ONCE);
    if (this.busy || !batch.length) return;
    this.busy = true;
    clearTimeout(this.retry);
    this.hooks.status("working", "正在保存…");
    try {
      await this.answered(batch, await this.post(batch));
    } catch {
      this.later("waiting", "网络不好，已填的内容存在本机，正在重试…");
    }
    this.busy = false;
    if (!this.failed && this.pending.ready.length) this.soon();
  }

  post(batch) {
    const cells = batch.map(([key, { content, version }]) => {
      const [application, code] = split(key);
      return { application: Number(application), code, version, ...content };
    });
    return fetch(this.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") || csrfToken(this.host), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      body: JSON.stringify({ cells }),
    });
  }

  async answered(batch, response) {
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    const nobody = response.redirected || response.status === 401 || (response.status === 403 && !isJson); // 403: the cookies are gone altogether
    if (nobody) return this.later("expired", "登录已过期，已填的内容存在本机，请重新登录");
    if (response.status === 409 || response.status === 429) return this.later("waiting", "别人正在保存，已填的内容存在本机，正在重试…");
    if (response.status >= 500) return this.later("waiting", "系统暂时存不上，已填的内容存在本机，正在重试…");
    if (!response.ok || !isJson) {
      const { reason } = isJson ? await response.json() : {};
      return this.later("failed", reason || "现在存不上，已填的内容存在本机，请刷新页面");
    }
    this.failed = false;
    this.sort(batch, await response.json());
  }

  sort(batch, answer) {
    const sent = new Map(batch);
    for (const cell of answer.saved) this.stood(sent, `${cell.application}/${cell.code}`, cell);
    for (const { application, code, now } of answer.stale) this.hold(sent, `${application}/${code}`, (key) => this.hooks.stale(key, now));
    for (const { application, code, words } of answer.refused) this.hold(sent, `${application}/${code}`, (key) => this.hooks.refused(key, words));
    for (const [key] of sent) this.stood(sent, key, null); // an empty cell left empty
    this.hooks.rows(answer.rows);
    const left = this.pending.size;
    const at = new Date(Date.now() + 8 * 3600000).toISOString().slice(11, 19);
    this.hooks.status(left ? "failed" : "", left ? "有没存上的，请看标红的格" : `已保存 ${at}`);
  }

  /** It stands as sent; what was typed meanwhile goes out next, on the new version. */
  stood(sent, key, cell) {
    const before = sent.get(key);
    const now = this.pending.get(key);
    sent.delete(key);
    if (!before || !now) return;
    if (same(before.content, now.content)) this.pending.delete(key);
    else this.pending.set(key, { ...now, version: cell ? cell.version : now.version });
    this.hooks.saved(key, cell, !this.pending.get(key));
  }

  hold(sent, key, tell) {
    const now = this.pending.get(key);
    const before = sent.get(key);
    sent.delete(key);
    if (!now || !before) return;
    if (same(before.content, now.content)) this.pending.set(key, { ...now, held: true });
    tell(key);
  }

  later(kind, words) {
    this.failed = true;
    this.hooks.status(kind, words);
    clearTimeout(this.retry);
    if (kind === "waiting") this.retry = setTimeout(() => this.send(), RETRY);
  }
}

export function split(key) {
  const at = key.indexOf("/");
  return [key.slice(0, at), key.slice(at + 1)];
}
