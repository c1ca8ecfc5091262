import { csrfToken } from "../text.js";
import { showComputed } from "../computed.js";

// <evidence-upload>: sends each chosen file at once, one after the other, and says how far it is; removes without leaving
// the page. Answers are JSON {html, errors, notes, computed}: the markup takes the place of [data-shelves].
// A file that could not be sent stays here and is sent when the network is back.
class EvidenceUpload extends HTMLElement {
  connectedCallback() {
    this.waiting = [];
    this.forget();
    this.addEventListener("change", (event) => this.chosen(event));
    this.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.next());
    window.addEventListener("beforeunload", (event) => { if (this.waiting.length) event.preventDefault(); });
  }

  // What is told is told of the files chosen last: a good one after a bad one does not wipe what was wrong.
  forget() {
    this.problems = [];
    this.notes = [];
  }

  chosen({ target }) {
    if (target.type !== "file" || !target.files.length) return;
    if (!this.waiting.length) this.forget();
    for (const file of target.files) this.waiting.push({ file, form: target.form, fields: new FormData(target.form), drop: target.closest(".file-drop") });
    for (const entry of this.waiting) entry.fields.delete("file");
    target.value = "";
    this.next();
  }

  submitted(event) {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-upload]")) return this.next();
    this.forget();
    this.post(form.action, new FormData(form), () => {}).then((answer) => this.show(answer), () => this.say("网络不好，没有删掉，请再试一次。"));
  }

  async next() {
    if (this.sending || !this.waiting.length) return;
    const entry = this.waiting[0];
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    body.append("file", entry.file);
    this.sending = true;
    try {
      this.progress(entry, 0);
      const answer = await this.post(entry.form.action, body, (share) => this.progress(entry, share));
      this.waiting.shift();
      this.show(answer);
    } catch {
      this.say(`网络不好，还有 ${this.waiting.length} 个文件没有传完，网络好了自动接着传。`);
      setTimeout(() => this.next(), 8000);
      return;
    } finally {
      this.sending = false;
    }
    this.next();
  }

  post(url, body, onProgress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.setRequestHeader("X-CSRFToken", csrfToken(this.querySelector("form")));
      request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
      request.onload = () => {
        try {
          resolve(JSON.parse(request.responseText));
        } catch {
          const reason = request.status === 413 ? "文件太大，请压缩后再传。" : "现在不能上传，请刷新页面看最新情况。";
          if (request.status >= 500) reject(new Error(reason));
          else resolve({ errors: [reason] });
        }
      };
      request.onerror = () => reject(new Error("network"));
      request.send(body);
    });
  }

  progress(entry, share) {
    const place = entry.drop.isConnected ? entry.drop : this.querySelector(".file-drop");
    const note = place.querySelector("small");
    const rest = this.waiting.length > 1 ? `，还有 ${this.waiting.length - 1} 个` : "";
    if (note) note.textContent = share < 1 ? `正在传 ${Math.round(share * 100)}%${rest}` : `正在检查文件${rest}`;
    place.classList.add("busy");
  }

  show(answer) {
    const shelves = this.querySelector("[data-shelves]");
    if (answer.html) shelves.replaceChildren(...new DOMParser().parseFromString(answer.html, "text/html").body.childNodes);
    showComputed(answer.computed || {});
    this.problems.push(...(answer.errors || []));
    this.say(this.problems.join("；"));
    this.notes.push(...(answer.notes || []));
    this.say(this.notes.join(""), "[data-note]");
  }

  say(text, selector = "[data-problem]") {
    const place = this.querySelector(selector);
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  }
}

customElements.define("evidence-upload", EvidenceUpload);
