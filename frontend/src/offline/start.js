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
  if (fills && navigator.serviceWorker) navigator.serviceWorker.register("/sw.js").catch(() => {}); // pleasant, never needed
  if (!fills && !withoutNetwork && !(await somethingWaits())) return;
  noteAbove();
  new LeftBehind();
  sending.go();
  if (withoutNetwork) window.addEventListener("online", () => location.reload());
  line.addEventListener("change", () => { if (line.state === "open") sending.go(); });
}

start();
