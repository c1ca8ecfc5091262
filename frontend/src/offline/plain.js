// Multipart, for browsers that cannot keep files: one after the other, from this page alone.
import { scriptHeaders } from "./saving.js";

const RETRY = 8000;

export class PlainSending {
  /** hooks: progress(entry, share, left) show(answer) failed(left) */
  constructor(hooks) {
    this.hooks = hooks;
    this.waiting = [];
    window.addEventListener("online", () => this.next());
    window.addEventListener("beforeunload", (event) => { if (this.waiting.length) event.preventDefault(); });
  }

  add(entry) {
    this.waiting.push(entry);
    this.next();
  }

  async next() {
    if (this.sending || !this.waiting.length) return;
    const entry = this.waiting[0];
    this.sending = true;
    try {
      this.hooks.progress(entry, 0, this.waiting.length - 1);
      const answer = await post(entry, (share) => this.hooks.progress(entry, share, this.waiting.length - 1));
      this.waiting.shift();
      this.hooks.show(answer);
    } catch {
      this.hooks.failed(this.waiting.length);
      setTimeout(() => this.next(), RETRY);
      return;
    } finally {
      this.sending = false;
    }
    this.next();
  }
}

function post({ action, fields, blob, name }, onProgress) {
  const body = new FormData();
  for (const [key, value] of fields) body.append(key, value);
  if (blob) body.append("file", blob, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    for (const [name, value] of Object.entries(scriptHeaders())) request.setRequestHeader(name, value);
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

export { post };
