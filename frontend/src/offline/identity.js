// Whose page this is, which browser this is, and which change of this browser comes next.
const DEVICE = "shifan:device";
const SEQUENCE = "shifan:sequence";
const PERSON = "shifan:person";
let device = "";
let last = 0;

/** The person the page was made for; what is kept in this browser is kept for one person, and shown to nobody else. */
export function person() {
  const told = document.documentElement.dataset.person || "";
  try {
    if (document.querySelector("waiting-note[without-network]")) return localStorage.getItem(PERSON) || "";
    if (!told) localStorage.removeItem(PERSON); // signed out: the page for the time without a network names nobody
    else if (localStorage.getItem(PERSON) !== told) localStorage.setItem(PERSON, told);
  } catch { /* no store: then nothing is kept either */ }
  return told;
}

/** This browser's own number: it is no secret and says nothing about the person. */
export function thisDevice() {
  if (device) return device;
  try {
    device = localStorage.getItem(DEVICE) || randomKey();
    localStorage.setItem(DEVICE, device);
  } catch {
    device = device || randomKey();
  }
  return device;
}

/** Rises with every change, over all windows of this browser and whatever its clock does. */
export function nextSequence() {
  let stored = 0;
  try {
    stored = Number(localStorage.getItem(SEQUENCE)) || 0;
  } catch { /* no store: this window counts for itself */ }
  last = Math.max(last + 1, stored + 1, Date.now());
  try {
    localStorage.setItem(SEQUENCE, String(last));
  } catch { /* the same */ }
  return last;
}

/** A UUID; randomUUID is not there on plain http or in older kernels. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
