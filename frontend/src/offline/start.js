// On every page: what this person typed or photographed earlier and is not at the server yet goes out.
import { Drafts } from "../drafts.js";
import { LeftBehind } from "./left-behind.js";
import { line } from "./line.js";
import { person } from "./identity.js";
import { photos } from "./photos.js";
import { sending } from "./sending.js";
import { noteAbove } from "./waiting-note.js";

const fills = document.querySelector("draft-form, evidence-upload[uploads]");
const withoutNetwork = document.querySelector("waiting-note[without-network]");

/** Pages on which nothing is filled in look for photographs only where some were kept. */
async function somethingWaits() {
  if (Drafts.everywhere().some((drafts) => drafts.waiting().length)) return true;
  return photos.some() && (await photos.mine().catch(() => [])).length > 0;
}

async function start() {
  if (!person()) return;
  if (fills && navigator.serviceWorker) keepPages().catch(() => {}); // pleasant, never needed
  if (fills && (await Drafts.revive())) document.dispatchEvent(new CustomEvent("drafts-revived"));
  if (!fills && !withoutNetwork && !(await somethingWaits())) return;
  noteAbove();
  new LeftBehind();
  sending.go();
  if (withoutNetwork) window.addEventListener("online", () => location.reload());
  line.addEventListener("change", () => { if (line.state === "open") sending.go(); });
}

/** The first page of all was there before the script that keeps pages. */
async function keepPages() {
  await navigator.serviceWorker.register("/sw.js");
  const worker = (await navigator.serviceWorker.ready).active;
  if (!navigator.serviceWorker.controller) worker.postMessage({ refresh: location.pathname });
}

start();
