// <waiting-note>: says what is kept in this browser and not at the server yet, why, and what to do. It comes by itself
// where something waits; the page for the time without a network has one of its own.
import { Drafts } from "../drafts.js";
import { made } from "../made.js";
import { line } from "./line.js";
import { photos } from "./photos.js";
import { sending } from "./sending.js";
import { signInAgain } from "./sign-in.js";

const PATIENCE = 1500; // ms: what is on its way for a moment needs no words

class WaitingNote extends HTMLElement {
  connectedCallback() {
    this.box = made("div", "notice waiting-note");
    this.box.hidden = true;
    this.said = made("span");
    this.said.setAttribute("role", "status");
    this.list = made("ul", "waiting-list");
    const words = made("div");
    words.append(this.said, this.list);
    this.box.append(words);
    this.append(this.box);
    this.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("waiting-changed", () => this.soon());
    document.addEventListener("photo-taken", ({ detail }) => this.taken(detail));
    line.addEventListener("change", () => this.show());
    this.show();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), this.box.hidden ? PATIENCE : 100);
  }

  async show() {
    const fields = Drafts.everywhere().flatMap((drafts) => drafts.waiting().map(([name, entry]) => ({ drafts, name, entry })));
    const files = await photos.mine().catch(() => []);
    const away = line.state !== "open";
    const held = [...fields.filter(({ entry }) => entry.held && entry.page !== location.pathname), ...files.filter((file) => file.held && file.page !== location.pathname)];
    const much = [files.length && `${files.length} 个文件`, fields.length && `${fields.length} 项填写`].filter(Boolean).join("、");
    this.box.hidden = !(much && (away || files.length || held.length)) && !(line.state === "expired");
    if (this.hasAttribute("without-network")) this.box.hidden = !much;
    this.box.className = `notice waiting-note tone-${away || held.length ? "amber" : "blue"}`;
    say(this.said, this.words(much, held.length));
    this.buttons(away);
    this.list.replaceChildren(...held.map((one) => this.row(one)));
    this.list.hidden = !held.length;
  }

  words(much, held) {
    if (line.state === "expired") return `登录已过期。${much ? `${much}存在这台设备上，重新登录后接着保存。` : "您填写的内容存在这台设备上，重新登录后接着保存。"}`;
    if (line.state === "away") return `网络不通。${much}存在这台设备上，网络好了自动上传，不用重新填。`;
    return held ? `${much}还没有保存，其中 ${held} 个要您看一看：` : `正在上传：还有${much}。`;
  }

  buttons(away) {
    this.said.querySelectorAll("button").forEach((one) => one.remove());
    if (line.state === "expired") this.said.append(" ", button("重新登录", "signIn"));
    else if (away) this.said.append(" ", button("现在就试", "again"));
  }

  row(one) {
    const item = made("li");
    const entry = one.entry || one;
    const link = made("a", "", entry.label || entry.name || "打开");
    link.href = entry.page || "#";
    const drop = button("不要了", "drop");
    drop.addEventListener("click", () => (one.entry ? one.drafts.forget(one.name) : sending.giveUp(one)));
    item.append(entry.title ? `${entry.title} ` : "", link, `：${entry.held} `, drop);
    return item;
  }

  clicked({ target }) {
    if (target.dataset.signIn !== undefined) signInAgain();
    if (target.dataset.again !== undefined) line.again();
  }

  /** A file that could not be used, and its page is not open: said here. */
  taken({ entry, answer }) {
    const errors = answer.errors || [];
    if (!errors.length || entry.page === location.pathname) return;
    const item = made("p", "field-error", errors.join("；"));
    item.setAttribute("role", "alert");
    this.box.after(item);
  }
}

function say(place, text) {
  const words = place.firstChild;
  if (words && words.nodeType === Node.TEXT_NODE) {
    if (words.data !== text) words.data = text; // said aloud only when it changes
  } else place.prepend(text);
}

function button(text, does) {
  const one = made("button", "btn-plain", text);
  one.type = "button";
  one.dataset[does] = "";
  return one;
}

customElements.define("waiting-note", WaitingNote);

/** One on every page where something waits, above everything else of the page. */
export function noteAbove() {
  if (document.querySelector("waiting-note")) return;
  const main = document.querySelector("#main");
  if (main) main.prepend(document.createElement("waiting-note"));
}
