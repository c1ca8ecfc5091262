// Sends what `photos` keeps, one after the other: piece by piece (tus), then the word what it is for. Whatever is cut is
// gone on with; whatever is asked twice happens once.
import { Upload } from "tus-js-client";
import { line } from "./line.js";
import { photos } from "./photos.js";
import { scriptHeaders } from "./saving.js";
import { taken } from "./windows.js";

const PIECE = 256 * 1024; // bytes a request: what a cut costs at most behind a proxy that collects requests
const STALLED = 45000; // ms without a byte
const TIMES = 3; // that the server may ask for an upload anew
const CLOSED = "现在不能上传，请打开那一页看最新情况";

class Sending {
  constructor() {
    line.addEventListener("again", () => this.go());
  }

  /** One window of this browser sends; the others wait for it. */
  async go() {
    if (this.running) return void (this.again = true);
    this.running = true;
    this.again = false;
    try {
      if (navigator.locks) await navigator.locks.request("shifan-photos", () => this.all());
      else await this.all();
    } catch { /* no store in this browser: then nothing waits in it */ }
    this.running = false;
    if (this.again) this.go();
  }

  async all() {
    const tried = new Set();
    let stumbled = false;
    for (;;) {
      const entry = (await photos.mine()).find((one) => !one.held && !tried.has(one.key));
      if (!entry) return stumbled ? line.become("away") : undefined;
      tried.add(entry.key);
      const { kind, answer, reason } = await this.one(entry);
      if (kind === "away" || kind === "expired") return line.become(kind);
      if (kind === "stumbled") {
        stumbled = true; // over this one: the others need not wait for it
        continue;
      }
      line.become("open");
      if (kind === "held") await photos.change(entry.key, { held: reason });
      else await this.taken(entry, answer);
    }
  }

  async taken(entry, answer) {
    await photos.remove(entry.key);
    taken(entry, answer);
  }

  async one(entry) {
    for (let times = 0; times < TIMES; times += 1) {
      const sent = await this.pieces(entry);
      if (sent.kind === "again") continue;
      if (sent.kind !== "sent") return sent;
      const told = await this.finish(entry);
      if (told.kind !== "again") return told;
    }
    return { kind: "away" };
  }

  /** Piece by piece; resolves with {kind: "sent"|"away"|"expired"|"held", reason?}. */
  async pieces(entry) {
    const sha256 = entry.sha256 || (await digest(entry.blob));
    if (!entry.begun) await photos.change(entry.key, { begun: true, sha256 });
    return new Promise((resolve) => {
      let watch = 0;
      const upload = new Upload(entry.blob, {
        endpoint: entry.uploads,
        uploadUrl: entry.begun ? `${entry.uploads}${entry.key}/` : null,
        metadata: { filename: entry.name, key: entry.key, sha256 },
        chunkSize: PIECE,
        retryDelays: null, // we try again ourselves, for as long as it takes
        storeFingerprintForResuming: false,
        onBeforeRequest: (request) => {
          for (const [name, value] of Object.entries(scriptHeaders())) request.setHeader(name, value);
          awake();
        },
        onProgress: (sent, total) => {
          awake();
          this.tell(entry, sent / total);
        },
        onSuccess: () => done({ kind: "sent" }),
        onError: (error) => done(why(error)),
      });
      const done = (outcome) => {
        clearTimeout(watch);
        Object.assign(entry, { begun: true, sha256 });
        resolve(outcome);
      };
      const awake = () => {
        clearTimeout(watch);
        watch = setTimeout(() => {
          upload.abort();
          done({ kind: "away" });
        }, STALLED);
      };
      this.stop = (key) => { if (key === entry.key) { upload.abort(); done({ kind: "held", reason: "" }); } };
      upload.start();
    });
  }

  /** What it is for; asked again, the server answers alike and does nothing twice. */
  async finish(entry) {
    this.tell(entry, 1);
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    body.append("upload", entry.key);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), STALLED);
    try {
      const response = await fetch(entry.action, { method: "POST", headers: scriptHeaders(), body, signal: patience.signal });
      return await understood(response);
    } catch {
      return { kind: "away" };
    } finally {
      clearTimeout(timer);
    }
  }

  tell(entry, share) {
    document.dispatchEvent(new CustomEvent("photo-progress", { detail: { key: entry.key, share } }));
  }

  /** The person does not want to send it any more: gone here, and what came of it there. */
  async giveUp(entry) {
    await photos.remove(entry.key);
    if (this.stop) this.stop(entry.key);
    const headers = { ...scriptHeaders(), "Tus-Resumable": "1.0.0" };
    if (entry.begun) fetch(`${entry.uploads}${entry.key}/`, { method: "DELETE", headers }).catch(() => {}); // else it is cleared away in a week
  }
}

async function understood(response) {
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.redirected || response.status === 401 || (response.status === 403 && !isJson)) return { kind: "expired" };
  if (response.status === 500) return { kind: "stumbled" };
  if (!isJson || response.status > 500 || response.status === 429) return { kind: "away" };
  const answer = await response.json();
  if (answer.again) return { kind: "again" };
  if (answer.html) return { kind: "taken", answer };
  return { kind: "held", reason: answer.reason || CLOSED };
}

/** What an error of the client means to us. */
function why(error) {
  const response = error.originalResponse;
  const status = response ? response.getStatus() : 0;
  if (status === 401) return { kind: "expired" };
  if (status === 500) return { kind: "stumbled" };
  if (status < 400 || status >= 500 || status === 423 || status === 429) return { kind: "away" };
  try {
    const { again, reason } = JSON.parse(response.getBody());
    return again ? { kind: "again" } : { kind: "held", reason: reason || CLOSED };
  } catch {
    return status === 403 ? { kind: "expired" } : { kind: "held", reason: CLOSED };
  }
}

/** For the server to see that what it got is what was here; only where the browser can (https, or this machine). */
async function digest(blob) {
  if (!crypto.subtle || !blob.arrayBuffer) return "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const sending = new Sending();
